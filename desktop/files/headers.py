"""What the columns of a file may be called, in one table for every kind of file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from desktop.domain.case_columns import MAY_STAND_TWICE, Column

HEADERS: Mapping[Column, tuple[str, ...]] = {
    Column.NAME: (
        *("姓名", "客户姓名", "债务人", "债务人姓名", "借款人", "借款人姓名", "用户姓名", "持卡人"),
        *("name", "full_name", "customer_name", "client_name", "debtor", "debtor_name"),
    ),
    Column.PHONE: (
        *("手机号", "手机", "手机号码", "电话", "电话号码", "联系电话", "本人电话", "本人手机"),
        *("联系方式电话", "移动电话", "客户电话", "客户手机", "客户手机号", "借款人手机"),
        *("phone", "mobile", "phone_number", "mobile_number", "telephone", "tel", "cell"),
        *("mobile_phone", "cell_phone", "customer_phone"),
    ),
    Column.WORK_PHONE: (
        *("单位电话", "公司电话", "办公电话", "工作电话"),
        *("work_phone", "office_phone", "business_phone"),
    ),
    Column.HOME_PHONE: ("家庭电话", "住宅电话", "宅电", "家庭座机", "home_phone"),
    Column.CONTACT_PHONE: (
        *("联系人电话", "联系人手机", "紧急联系人电话", "紧急联系人手机", "亲属电话"),
        *("contact_phone", "emergency_phone", "emergency_contact_phone"),
    ),
    Column.PRINCIPAL: (
        *("本金", "欠款本金", "应还本金", "逾期本金", "委托本金"),
        *("principal", "principal_amount", "principal_due"),
    ),
    Column.INTEREST: ("利息", "应还利息", "逾期利息", "欠息", "interest", "interest_due"),
    Column.FEES: (
        *("费用", "违约金", "罚息", "滞纳金", "逾期费", "逾期费用", "手续费", "其他费用"),
        *("fees", "fee", "charges", "penalty", "late_fee", "late_fees", "penalties"),
    ),
    Column.PAID: (
        *("已还", "已还金额", "已还款", "已还款金额", "已付", "已付金额", "还款金额", "已还总额"),
        *("paid", "paid_amount", "amount_paid", "payments"),
    ),
    Column.BALANCE: (
        *("欠款余额", "余额", "欠款", "欠款金额", "欠款总额", "应还总额", "应还金额", "委托金额"),
        *("剩余应还", "待还金额", "欠款合计", "逾期总额"),
        *("balance", "balance_due", "outstanding", "outstanding_balance", "amount_due"),
        *("total_due", "amount_owed"),
    ),
    Column.DUE_DATE: (
        *(
            "到期日",
            "到期日期",
            "应还日",
            "应还日期",
            "应还款日",
            "应还款日期",
            "还款日",
            "还款日期",
        ),
        *("逾期日期", "逾期起始日", "逾期开始日期"),
        *("due_date", "due", "due_on", "date_due", "payment_due_date"),
    ),
    Column.DAYS_PAST_DUE: (
        *("逾期天数", "逾期日数", "拖欠天数"),
        *("days_past_due", "days_overdue", "overdue_days", "dpd"),
    ),
    Column.AS_OF: (
        *("截至", "截至日期", "截止日期", "数据日期", "统计日期", "余额日期"),
        *("as_of", "as_of_date", "snapshot_date"),
    ),
    Column.CURRENCY: ("币种", "货币", "currency", "currency_code"),
    Column.CREDITOR: (
        *("债权人", "委托方", "委托人", "委案方", "债权方", "放款机构", "资金方", "贷款机构"),
        *("委托机构", "银行", "creditor", "client", "lender", "original_creditor", "bank"),
    ),
    Column.PRODUCT: (
        *("产品", "产品名称", "产品类型", "业务类型", "贷款产品", "贷款类型", "业务品种"),
        *("product", "product_name", "product_type", "loan_type"),
    ),
    Column.CONTRACT_NO: (
        *("合同号", "合同编号", "借据号", "借据编号", "贷款编号", "贷款合同号", "账户号", "账号"),
        *("借款编号", "订单号", "案件编号", "案件号", "卡号"),
        *("contract_no", "contract_number", "contract", "loan_no", "loan_number", "loan_id"),
        *("account_no", "account_number", "account", "case_no", "case_number"),
    ),
    Column.CUSTOMER_NO: (
        *("客户编号", "客户号", "客户id", "用户id", "用户编号", "债务人编号"),
        *("customer_no", "customer_number", "customer_id", "client_no", "debtor_no", "debtor_id"),
    ),
    Column.TITLE: ("称呼", "称谓", "title", "salutation"),
    Column.MATCH_QUESTION: ("核对问题", "核身问题", "match_question", "security_question"),
    Column.MATCH_ANSWER: ("核对答案", "核身答案", "match_answer", "security_answer"),
    Column.TIME_ZONE: ("时区", "time_zone", "timezone"),
    Column.CONTACTS: (
        *("联系记录", "催收记录", "跟进记录", "沟通记录", "历史记录", "往来记录"),
        *("contacts", "contact_history", "history", "call_history"),
    ),
    Column.CONTACT_TIME: (
        *("联系时间", "催收时间", "跟进时间", "沟通时间", "拨打时间"),
        *("contact_time", "contacted_at", "contact_date", "call_time"),
    ),
    Column.CONTACT_CHANNEL: (
        *("联系方式", "联系渠道", "催收方式", "跟进方式"),
        *("contact_channel", "contact_type"),
    ),
    Column.CONTACT_RESULT: (
        *("联系结果", "催收结果", "跟进结果", "沟通结果", "通话结果"),
        *("contact_result", "call_result"),
    ),
    Column.CONTACT_NOTE: (
        *("联系备注", "催收备注", "跟进备注", "沟通内容", "联系内容"),
        *("contact_note", "contact_notes", "call_note", "call_notes"),
    ),
    Column.HOLDS: ("限制", "holds"),
}
"""What the columns may be called; case, spaces, hyphens, underscores and `(元)` do not matter."""

ADDED_UP: frozenset[str] = frozenset(
    {
        *("违约金", "罚息", "滞纳金", "逾期费", "逾期费用", "手续费"),
        *("penalty", "latefee", "latefees", "penalties"),
    }
)
"""Plain headers of fees of one kind: several such columns are added up. 费用 may be their sum."""

REJECT_HEADERS = ("row", "column", "reason")
"""What a file of rejected rows has besides; ignored when the mended file is read."""

_IGNORED = str.maketrans("", "", " _-*:：\t\r\n\u3000")
_UNIT = re.compile(r"[(（\[【](?:元|人民币|人民币元|rmb|cny|¥|天|日|必填|可选)[)）\]】]$")
_NUMBER = re.compile(r"[0-9]{1,2}$")


def plain_header(text: str) -> str:
    """A header without what does not matter, so that two spellings of one compare equal."""
    plain = unicodedata.normalize("NFKC", text).lower().translate(_IGNORED)
    return _UNIT.sub("", plain)


def meaning(text: str) -> Column | None:
    """What a column with this header holds; None when it means nothing to us."""
    plain = plain_header(text)
    column = _MEANINGS.get(plain)
    if column is None:
        numbered = _MEANINGS.get(_NUMBER.sub("", plain))
        return numbered if numbered in MAY_STAND_TWICE else None
    return column


def column_named(text: str) -> Column | None:
    """The column that a person names by our own word or any header of it."""
    return meaning(text)


_MEANINGS = {plain_header(name): column for column, names in HEADERS.items() for name in names}
