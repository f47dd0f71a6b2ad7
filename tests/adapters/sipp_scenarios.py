"""What sipp plays: a caller with any name who talks, gives up or hangs up; a callee who refuses."""

from __future__ import annotations

_HEADERS = """
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: {caller};tag=[pid]
To: <sip:[service]@[remote_ip]:[remote_port]>{peer_tag}
Call-ID: [call_id]
CSeq: {sequence}
Contact: <sip:caller@[local_ip]:[local_port]>
Max-Forwards: 70
"""
_OFFER = """
v=0
o=caller 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio [media_port] RTP/AVP 0
a=rtpmap:0 PCMU/8000
"""
_REPLY = """
SIP/2.0 {status}
[last_Via:]
[last_From:]
[last_To:];tag=[pid]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0
"""
_OK_TO_LAST = _REPLY.format(status="200 OK").replace(";tag=[pid]", "")
_OK_WITH_MEDIA = _OK_TO_LAST.replace(
    "Content-Length: 0\n",
    "Contact: <sip:caller@[local_ip]:[local_port]>\nContent-Type: application/sdp\n"
    f"Content-Length: [len]\n{_OFFER}",
)
# Holds and resumes come as INVITEs, any number of them, until the BYE.
_TALK = f"""
  <label id="1"/>
  <recv request="INVITE" optional="true" next="2"/>
  <recv request="BYE" next="3"/>
  <label id="2"/>
  <send><![CDATA[{_OK_WITH_MEDIA}
]]></send>
  <recv request="ACK" next="1"/>
  <label id="3"/>
  <send><![CDATA[{_OK_TO_LAST}
]]></send>"""


def calling(caller: str, then: str) -> str:
    """A caller; `caller` is the From address. `then` is talk, bye or cancel."""
    invite = _request("INVITE", caller, sequence="1 INVITE", body=_OFFER)
    ringing = '<recv response="100" optional="true"/><recv response="180"/>'
    if then == "cancel":
        # A CANCEL belongs to its INVITE: same branch, same CSeq number.
        cancel = _request("CANCEL", caller, sequence="1 CANCEL", branch="[branch-4]")
        ack = _request("ACK", caller, "[peer_tag_param]", "1 ACK", branch="[branch-7]")
        steps = f"""{invite}{ringing}<pause milliseconds="200"/>{cancel}
  <recv response="200"/><recv response="487"/>{ack}"""
        return _scenario(steps)
    answered = '<recv response="200"/>'
    ack = _request("ACK", caller, "[peer_tag_param]", "1 ACK")
    optional = ringing.replace('response="180"', 'response="180" optional="true"')
    steps = f"{invite}{optional}{answered}{ack}"
    if then == "bye":
        bye = _request("BYE", caller, "[peer_tag_param]", "2 BYE")
        return _scenario(f'{steps}<pause milliseconds="300"/>{bye}<recv response="200"/>')
    return _scenario(steps + _TALK)


def refusing(status: int, phrase: str) -> str:
    """A callee who answers one INVITE with a refusal, without ringing first."""
    refusal = _REPLY.format(status=f"{status} {phrase}")
    return _scenario(
        f'<recv request="INVITE"/><send><![CDATA[{refusal}\n]]></send><recv request="ACK"/>'
    )


def _request(
    method: str,
    caller: str,
    peer_tag: str = "",
    sequence: str = "",
    *,
    body: str = "",
    branch: str = "[branch]",
) -> str:
    headers = _HEADERS.format(caller=caller, peer_tag=peer_tag, sequence=sequence)
    headers = headers.replace("[branch]", branch)
    content = "Content-Type: application/sdp\n" if body else ""
    uri = "sip:[service]@[remote_ip]:[remote_port]"
    return (
        f"\n  <send><![CDATA[\n{method} {uri} SIP/2.0{headers}{content}"
        f"Content-Length: [len]\n{body}\n]]></send>"
    )


def _scenario(steps: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<scenario name="phone">{steps}\n</scenario>\n'
