"""Requests as desk phones send them for their Action URLs, in the shapes their makers describe.

The addresses, numbers and ids are made up. `PORT` stands for the port that is listened on.
"""

from __future__ import annotations

YEALINK = (
    b"GET /call?event=incoming&number=sip:13800138000@10.2.1.48&id=1_3871502046@10.2.40.27"
    b"&name=%E7%8E%8B%E4%BA%94&line=yealink&mac=001565000001 HTTP/1.1\r\n"
    b"Host: 127.0.0.1:PORT\r\nUser-Agent: Yealink SIP-T46S 66.85.0.5 00:15:65:00:00:01\r\n"
    b"Accept: */*\r\nConnection: Keep-Alive\r\n\r\n",
    b"GET /call?event=established&number=sip:13800138000@10.2.1.48&id=1_3871502046@10.2.40.27"
    b"&name=&line=yealink&mac=001565000001 HTTP/1.1\r\n"
    b"Host: 127.0.0.1:PORT\r\nUser-Agent: Yealink SIP-T46S 66.85.0.5 00:15:65:00:00:01\r\n"
    b"Accept: */*\r\nConnection: Keep-Alive\r\n\r\n",
    b"GET /call?event=hold&number=&id=1_3871502046@10.2.40.27&name=&line=yealink HTTP/1.1\r\n"
    b"Host: 127.0.0.1:PORT\r\nUser-Agent: Yealink SIP-T46S 66.85.0.5 00:15:65:00:00:01\r\n"
    b"Accept: */*\r\nConnection: Keep-Alive\r\n\r\n",
    b"GET /call?event=unhold&number=&id=1_3871502046@10.2.40.27&name=&line=yealink HTTP/1.1\r\n"
    b"Host: 127.0.0.1:PORT\r\nUser-Agent: Yealink SIP-T46S 66.85.0.5 00:15:65:00:00:01\r\n"
    b"Accept: */*\r\nConnection: Keep-Alive\r\n\r\n",
    b"GET /call?event=terminated&number=sip:13800138000@10.2.1.48&id=1_3871502046@10.2.40.27"
    b"&name=&line=yealink&mac=001565000001 HTTP/1.1\r\n"
    b"Host: 127.0.0.1:PORT\r\nUser-Agent: Yealink SIP-T46S 66.85.0.5 00:15:65:00:00:01\r\n"
    b"Accept: */*\r\nConnection: Keep-Alive\r\n\r\n",
)
"""One incoming call on one connection that is kept; the name and the id are only told at first."""

YEALINK_OLD = (
    b"GET /call?event=outgoing&number=%2B8613800138000&id=&name=&line=t28 HTTP/1.0\r\n"
    b"User-Agent: Yealink SIP-T28P 2.72.14.2 00:15:65:00:00:02\r\n\r\n",
    b"GET /call?event=established&number=sip%3A%2B8613800138000%4010.2.1.48%3A5060&id=&line=t28"
    b" HTTP/1.0\r\nUser-Agent: Yealink SIP-T28P 2.72.14.2 00:15:65:00:00:02\r\n\r\n",
    b"GET /call?event=terminated&number=&id=&line=t28 HTTP/1.0\r\n"
    b"User-Agent: Yealink SIP-T28P 2.72.14.2 00:15:65:00:00:02\r\n\r\n",
)
"""One dialled call, HTTP/1.0 without a host, a connection each, without an id."""

GRANDSTREAM = (
    b"GET /call?event=Incoming&number=13800138000&direction=in&name=Wang Wu&line=gxp"
    b" HTTP/1.1\r\nHost: localhost:PORT\r\nUser-Agent: Grandstream GXP2170 1.0.11.3\r\n"
    b"Connection: close\r\n\r\n",
    b"GET /call?event=Establish&number=13800138000&name=\xcd\xf5\xce\xe5&line=gxp HTTP/1.1\r\n"
    b"Host: localhost:PORT\r\nUser-Agent: Grandstream GXP2170 1.0.11.3\r\n"
    b"Connection: close\r\n\r\n",
    b"GET /call?event=Terminate&number=13800138000&name=&line=gxp HTTP/1.1\r\n"
    b"Host: localhost:PORT\r\nUser-Agent: Grandstream GXP2170 1.0.11.3\r\n"
    b"Connection: close\r\n\r\n",
)
"""One incoming call without ids; names come as they are: with a space, and in GB18030."""
