"""The rows of a full-size database, in the order in which its tables lie on the disk.

The same seed gives the same rows. A few debtors have most of the history, numbers look like those
of real networks but are spread by arithmetic, and no row is about anybody.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random

from desktop.bench.full_size_names import NamePool

SEED = 20260921
NOW_MS = 1_790_000_000_000
PHONES_PER_DEBTOR, DEBTS_PER_DEBTOR, CONTACTS_PER_DEBTOR = 2.0, 1.5, 5.0

ROUNDS = (0.4, 0.35, 0.25)
"""Parts of the history, oldest first. Each is put between the lines of the one before, so that
pages are split and lie scattered, as they do after years of calls."""

Row = tuple[int | str | None, ...]

_PERIOD_MS = 365 * 86_400_000
_SKEW = 0.7
"""The shape of the gamma distribution of work: the busiest hundredth has five times the mean."""

_CHINESE_SHARE = 0.7
_MOBILES = 7_000_000_000
_SPREAD = 2_654_435_761
_ID_BITS = 62
_KINDS_OF_PHONE = ("contact", "work", "home", "contact")
_PRODUCTS = (
    ("安信消费金融", "现金贷"),
    ("恒通银行", "信用卡"),
    ("众安小贷", "消费分期"),
    ("Northgate Bank", "Credit card"),
    ("Brightwater Energy", "Utilities"),
)
_NOTES = (
    "承诺下周五还款，先还一部分",
    "本人接听，说在外地，请晚上再打",
    "无人接听",
    "家人接听，未透露任何信息",
    "发工资后处理，问能否分三期",
    "对利息有异议，要求寄送明细",
    "Says the employer pays on the 25th; will call back",
    "No answer",
    "Asked for the breakdown of fees in writing",
    "",
)
_TAILS = 8192


class FullSizeRows:
    """Makes the rows for so many debtors, numbered from `first` on."""

    def __init__(self, debtors: int, seed: int = SEED, *, first: int = 1) -> None:
        self._debtors = debtors
        self._seed = seed
        self._first = first

    def debtors(self) -> Iterator[Row]:
        """Key, reference, name, surname, title, time zone, match question and answer."""
        random = self._random("debtors")
        names = NamePool(random)
        for debtor_id in range(self._first, self._first + self._debtors):
            chinese = is_chinese(debtor_id)
            surname, name = names.chinese() if chinese else names.latin()
            draw = random.random()
            title = ""
            if draw < 0.6:
                title = ("先生", "女士")[draw < 0.3] if chinese else ("Mr", "Ms")[draw < 0.3]
            zone = "Asia/Shanghai" if chinese else "Europe/London"
            question = "身份证后四位" if chinese else "Postcode"
            answer = f"{int(random.random() * 10_000):04d}"
            yield (debtor_id, reference(debtor_id), name, surname, title, zone, question, answer)

    def phones(self) -> Iterator[Row]:
        """Debtor, E.164, as written, kind, position, reversed digits. The first is the own one."""
        random = self._random("phones")
        more = self._shares(PHONES_PER_DEBTOR - 1, "more phones")
        following = self._first + self._debtors
        for debtor_id, others in enumerate(more, start=self._first):
            numbers = [own_number(debtor_id)]
            for _ in range(others):
                # One in fifty shares the own number of another debtor, as families do.
                if random.random() < 0.02:
                    numbers.append(own_number(1 + int(random.random() * debtor_id)))
                else:
                    following += 1
                    numbers.append(_number(following, chinese=is_chinese(debtor_id)))
            written = dict.fromkeys(numbers)
            rows = [
                (debtor_id, e164, e164[3:], kind, position, e164[:0:-1])
                for position, (e164, kind) in enumerate(
                    zip(written, _kinds(len(written)), strict=True)
                )
            ]
            rows.sort()
            yield from rows

    def debts(self) -> Iterator[Row]:
        """Debtor, contract, creditor, product, currency, four amounts, two days, position."""
        random = self._random("debts")
        more = self._shares(DEBTS_PER_DEBTOR - 1, "more debts")
        today = _day(NOW_MS)
        days = [(today - timedelta(days=n)).isoformat() for n in range(1200)]
        for debtor_id, others in enumerate(more, start=self._first):
            currency = "CNY" if is_chinese(debtor_id) else "GBP"
            for position in range(1 + others):
                draw = random.random()
                creditor, product = _PRODUCTS[int(draw * 997) % len(_PRODUCTS)]
                principal = 50_000 + int(5_000_000 * draw * draw * draw)
                days_due = int(random.random() * 1200)
                yield (
                    debtor_id,
                    f"C{debtor_id:08d}-{position:02d}",
                    creditor,
                    product,
                    currency,
                    principal,
                    principal * days_due // 8000,
                    5_000 if draw > 0.5 else 0,
                    principal // 10 if draw > 0.8 else 0,
                    days[days_due],
                    days[0],
                    position,
                )

    def contacts(self, round_number: int) -> Iterator[Row]:
        """Debtor, time, id, kind, text and the rest; one part of the history, newest first."""
        random = self._random(f"contacts {round_number}").random
        tails = _tails(self._random("tails"))
        share = ROUNDS[round_number] * CONTACTS_PER_DEBTOR
        begins_ms = NOW_MS - (len(ROUNDS) - round_number) * _PERIOD_MS
        number = round_number << 40
        for debtor_id, lines in enumerate(self._shares(share, "contacts"), start=self._first):
            if not lines:
                continue
            times = [begins_ms + int(random() * _PERIOD_MS) for _ in range(lines)]
            times.sort(reverse=True)
            for at_ms in times:
                number += 1
                spread = number * 0x9E3779B97F4A7C15
                contact_id = spread & ((1 << _ID_BITS) - 1)
                yield (debtor_id, at_ms, contact_id, *tails[(spread >> 20) % _TAILS])

    def _shares(self, mean: float, what: str) -> array[int]:
        """How many of `mean * debtors` things each debtor has: few have many, the sum is exact."""
        random = self._random(what)
        weights = array("d", (random.gammavariate(_SKEW, 1) for _ in range(self._debtors)))
        total = round(mean * self._debtors)
        scale = total / sum(weights)
        shares = array("L")
        reached, given = 0.0, 0
        for weight in weights:
            reached += weight * scale
            share = int(reached) - given
            given += share
            shares.append(share)
        shares[-1] += total - given
        return shares

    def _random(self, what: str) -> Random:
        return Random(f"{self._seed} {what}")  # noqa: S311 - rows, not secrets


def reference(debtor_id: int) -> str:
    """The customer number of a debtor."""
    return f"D{debtor_id:08d}"


def own_number(debtor_id: int) -> str:
    """The number that opens the file of a debtor, in E.164."""
    return _number(debtor_id, chinese=is_chinese(debtor_id))


def is_chinese(debtor_id: int) -> bool:
    """Whether a debtor has a Chinese name and number."""
    return debtor_id * 37 % 100 < _CHINESE_SHARE * 100


def _number(number: int, *, chinese: bool) -> str:
    """Numbers that all differ and follow no order."""
    if chinese:
        return f"+861{3_000_000_000 + number * _SPREAD % _MOBILES}"
    return f"+447{number * _SPREAD % 1_000_000_000:09d}"


def _kinds(count: int) -> list[str]:
    return ["self", *(_KINDS_OF_PHONE[n % len(_KINDS_OF_PHONE)] for n in range(count - 1))]


def _tails(random: Random) -> list[Row]:
    """What a line of the history says after its time: calls mostly, some promises, payments."""
    tails: list[Row] = []
    today = _day(NOW_MS)
    for number in range(_TAILS):
        text = _NOTES[number % len(_NOTES)]
        amount = 10_000 + int(random.random() * 400_000)
        due_on = (today - timedelta(days=int(random.random() * 900))).isoformat()
        draw = random.random()
        if draw < 0.72:
            way = "incoming" if draw < 0.1 else "outgoing"
            code = ("no_answer", "refused", "third_party", "call_back")[number % 4]
            tails.append(("call", text, None, None, code, None, None, way, 0, None))
        elif draw < 0.86:
            state = ("kept", "broken", "partly_kept", "open")[number % 4]
            tails.append(
                ("promise", "", amount, "CNY", "promise", due_on, state, None, 0, None),
            )
        elif draw < 0.95:
            tails.append(("payment", "", amount, "CNY", None, None, None, None, 0, None))
        else:
            tails.append(("note", text, None, None, None, None, None, None, 0, None))
    return tails


def _day(at_ms: int) -> date:
    return datetime.fromtimestamp(at_ms / 1000, tz=UTC).date()
