"""Schema 1: the first released tables. Never edited; later schemas are further steps.

Amounts are integers of minor units, times integers of milliseconds since 1970 in UTC, dates ISO
text. The history of a debtor is stored in one piece, newest first, so that a ring reads a few
neighbouring pages.

Each page that a save touches is sealed, written and waited for, so an outcome touches few: a
promise is a line of the history and not a row besides, a call is open for want of an outcome and
not by a mark that is taken away, and no index is kept that nobody reads.
"""

from __future__ import annotations

SCHEMA_1: tuple[str, ...] = (
    """
    CREATE TABLE debtor (
      debtor_id INTEGER PRIMARY KEY,
      external_ref TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      surname TEXT NOT NULL,
      title TEXT NOT NULL,
      time_zone TEXT NOT NULL,
      match_question TEXT NOT NULL,
      match_answer TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE phone (
      debtor_id INTEGER NOT NULL REFERENCES debtor ON DELETE CASCADE,
      e164 TEXT NOT NULL,
      raw TEXT NOT NULL,
      kind TEXT NOT NULL,
      position INTEGER NOT NULL,
      reversed_digits TEXT NOT NULL,
      PRIMARY KEY (debtor_id, e164)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX phone_by_number ON phone (e164)",
    "CREATE INDEX phone_by_last_digits ON phone (reversed_digits)",
    """
    CREATE TABLE debt (
      debtor_id INTEGER NOT NULL REFERENCES debtor ON DELETE CASCADE,
      external_ref TEXT NOT NULL,
      creditor TEXT NOT NULL,
      product TEXT NOT NULL,
      currency TEXT NOT NULL,
      principal_minor INTEGER NOT NULL,
      interest_minor INTEGER NOT NULL,
      fees_minor INTEGER NOT NULL,
      paid_minor INTEGER NOT NULL,
      due_on TEXT NOT NULL,
      as_of TEXT NOT NULL,
      position INTEGER NOT NULL,
      PRIMARY KEY (debtor_id, external_ref)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE contact (
      debtor_id INTEGER NOT NULL REFERENCES debtor ON DELETE CASCADE,
      at_ms INTEGER NOT NULL,
      id INTEGER NOT NULL,
      kind TEXT NOT NULL,
      text TEXT NOT NULL,
      amount_minor INTEGER,
      currency TEXT,
      disposition TEXT,
      due_on TEXT,
      promise_state TEXT,
      direction TEXT,
      practice INTEGER NOT NULL,
      call_id TEXT,
      PRIMARY KEY (debtor_id, at_ms DESC, id),
      CHECK ((amount_minor IS NULL) = (currency IS NULL))
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE call (
      call_id TEXT PRIMARY KEY,
      seq INTEGER NOT NULL,
      line TEXT NOT NULL,
      line_call_id TEXT,
      number TEXT,
      name TEXT,
      direction TEXT NOT NULL,
      state TEXT NOT NULL,
      started_ms INTEGER,
      established_ms INTEGER,
      ended_ms INTEGER,
      talk_ms INTEGER,
      end_reason TEXT,
      end_detail TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE journal (
      call_id TEXT NOT NULL,
      seq INTEGER NOT NULL,
      at_ms INTEGER NOT NULL,
      kind TEXT NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (call_id, seq)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE begun_call (
      call_id TEXT PRIMARY KEY,
      began_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE VIEW open_call AS
    SELECT call_id, began_ms FROM begun_call
    WHERE NOT EXISTS (SELECT 1 FROM outcome WHERE outcome.call_id = begun_call.call_id)
    """,
    """
    CREATE TABLE outcome (
      id INTEGER PRIMARY KEY,
      call_id TEXT NOT NULL UNIQUE REFERENCES call,
      debtor_id INTEGER REFERENCES debtor ON DELETE SET NULL,
      saved_ms INTEGER NOT NULL,
      disposition TEXT NOT NULL,
      fields TEXT NOT NULL,
      note TEXT NOT NULL,
      stage TEXT NOT NULL,
      state TEXT,
      identity TEXT NOT NULL,
      agent_talk_ms INTEGER NOT NULL,
      debtor_talk_ms INTEGER NOT NULL,
      longest_silence_ms INTEGER NOT NULL,
      golden_held INTEGER NOT NULL,
      golden_broken INTEGER NOT NULL,
      interruptions INTEGER NOT NULL,
      talk_ms INTEGER NOT NULL,
      end_reason TEXT NOT NULL,
      currency TEXT NOT NULL,
      prompts_said TEXT NOT NULL,
      holds TEXT NOT NULL,
      practice INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE VIEW promise AS
    SELECT c.call_id, c.debtor_id, c.disposition AS kind, c.amount_minor, c.currency, c.due_on,
      o.fields ->> '$.channel' AS channel, c.promise_state AS state, c.at_ms AS made_ms
    FROM contact c JOIN outcome o ON o.call_id = c.call_id
    WHERE c.kind = 'promise'
    """,
    """
    CREATE TABLE instalment (
      call_id TEXT NOT NULL REFERENCES outcome (call_id) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      amount_minor INTEGER NOT NULL,
      due_on TEXT NOT NULL,
      PRIMARY KEY (call_id, number)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE hold (
      debtor_id INTEGER NOT NULL REFERENCES debtor ON DELETE CASCADE,
      kind TEXT NOT NULL,
      since_ms INTEGER NOT NULL,
      until TEXT,
      call_id TEXT,
      PRIMARY KEY (debtor_id, kind, since_ms)
    ) STRICT, WITHOUT ROWID
    """,
)
