<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>Banner</name>
        <message>
            <source>Mend it</source>
            <translation>修复</translation>
        </message>
        <message>
            <source>Try now</source>
            <translation>立即重试</translation>
        </message>
        <message>
            <source>The disk is full: saving goes on from the reserve for now. Please free some space.</source>
            <translation>磁盘已满：暂时使用预留空间继续保存，请尽快腾出空间。</translation>
        </message>
        <message>
            <source>OK</source>
            <translation>知道了</translation>
        </message>
    </context>
    <context>
        <name>CallBar</name>
        <message>
            <source>Call bar</source>
            <translation>通话条</translation>
        </message>
        <message>
            <source>Silence timer</source>
            <translation>静默计时</translation>
        </message>
        <message>
            <source>I asked</source>
            <translation>已提问</translation>
        </message>
        <message>
            <source>Put the call bar away until the next call</source>
            <translation>收起通话条，下一通再显示</translation>
        </message>
        <message>
            <source>Rings too: {who}</source>
            <translation>另有来电：{who}</translation>
        </message>
        <message>
            <source>No call</source>
            <translation>无通话</translation>
        </message>
        <message>
            <source>Unknown caller</source>
            <translation>未知来电</translation>
        </message>
    </context>
    <context>
        <name>CallStrip</name>
        <message>
            <source>Second call rings: {who}</source>
            <translation>又有来电：{who}</translation>
        </message>
        <message>
            <source>{count} more on the line</source>
            <translation>另有 {count} 通在线</translation>
        </message>
        <message>
            <source>No call</source>
            <translation>没有通话</translation>
        </message>
        <message>
            <source>muted</source>
            <translation>已静音</translation>
        </message>
        <message>
            <source>Unknown caller</source>
            <translation>未知来电</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>恢复</translation>
        </message>
        <message>
            <source>Hold</source>
            <translation>保持</translation>
        </message>
        <message>
            <source>Unmute</source>
            <translation>取消静音</translation>
        </message>
        <message>
            <source>Mute</source>
            <translation>静音</translation>
        </message>
        <message>
            <source>It is answered</source>
            <translation>已接听</translation>
        </message>
        <message>
            <source>The call is over</source>
            <translation>通话已结束</translation>
        </message>
    </context>
    <context>
        <name>CasePanel</name>
        <message>
            <source>Owed now</source>
            <translation>当前应还</translation>
        </message>
        <message>
            <source>Principal</source>
            <translation>本金</translation>
        </message>
        <message>
            <source>Interest</source>
            <translation>利息</translation>
        </message>
        <message>
            <source>Fees</source>
            <translation>费用</translation>
        </message>
        <message>
            <source>Paid</source>
            <translation>已还</translation>
        </message>
        <message>
            <source>Debts</source>
            <translation>债务</translation>
        </message>
        <message>
            <source>History</source>
            <translation>往来记录</translation>
        </message>
        <message>
            <source>History of contacts, promises and payments</source>
            <translation>联系、承诺与还款记录</translation>
        </message>
        <message>
            <source>Amounts, creditor and history appear when the right person is confirmed.</source>
            <translation>确认是本人后，才显示金额、债权人和往来记录。</translation>
        </message>
        <message>
            <source>Why this file opened</source>
            <translation>打开这份档案的原因</translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) overdue</source>
            <translation>
                <numerusform>逾期 %n 天</numerusform>
            </translation>
        </message>
        <message>
            <source>No debt in this file</source>
            <translation>档案里没有债务</translation>
        </message>
        <message>
            <source>as of {day}</source>
            <translation>截至 {day}</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>还有 %n 项</numerusform>
            </translation>
        </message>
        <message>
            <source>{creditor}, {product}, {ref}: {amount}, due {day}</source>
            <translation>{creditor}，{product}，{ref}：{amount}，{day} 到期</translation>
        </message>
    </context>
    <context>
        <name>CommitmentPanel</name>
        <message>
            <source>Commitment</source>
            <translation>承诺</translation>
        </message>
        <message>
            <source>Promise</source>
            <translation>承诺</translation>
        </message>
        <message>
            <source>Plan</source>
            <translation>分期</translation>
        </message>
        <message>
            <source>Not yet a promise: {faults}</source>
            <translation>还不算承诺：{faults}</translation>
        </message>
    </context>
    <context>
        <name>CompareSheet</name>
        <message>
            <source>Is it the same person?</source>
            <translation>是同一个人吗？</translation>
        </message>
        <message>
            <source>This file</source>
            <translation>本档案</translation>
        </message>
        <message>
            <source>Other file</source>
            <translation>另一份档案</translation>
        </message>
        <message>
            <source>Keep this one</source>
            <translation>保留这一份</translation>
        </message>
        <message>
            <source>Next file</source>
            <translation>下一份</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Put together, calls, debts, numbers and holds are in one file; it can be undone.</source>
            <translation>合并后，通话、欠款、号码和暂停事项都在一份档案里；可以撤销。</translation>
        </message>
        <message>
            <source>Nothing to compare: no other file looks like the same person, or nobody is confirmed yet.</source>
            <translation>没有可比较的档案：没有疑似同一人的其他档案，或尚未确认本人。</translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) of history</source>
            <translation>
                <numerusform>%n 条记录</numerusform>
            </translation>
        </message>
        <message>
            <source>No numbers</source>
            <translation>没有号码</translation>
        </message>
        <message>
            <source>No debts</source>
            <translation>没有欠款</translation>
        </message>
    </context>
    <context>
        <name>ConnectSheet</name>
        <message>
            <source>Copied.</source>
            <translation>已复制。</translation>
        </message>
        <message>
            <source>Back to the recipe</source>
            <translation>回到说明</translation>
        </message>
        <message>
            <source>Take the test</source>
            <translation>做一次测试</translation>
        </message>
        <message>
            <source>✓ running on this computer</source>
            <translation>✓ 本机正在运行</translation>
        </message>
        <message>
            <source>✓ found on this computer</source>
            <translation>✓ 本机已安装</translation>
        </message>
        <message>
            <source>not found on this computer</source>
            <translation>本机没有找到</translation>
        </message>
        <message>
            <source>Call yourself now: from your mobile to this phone, answer, say a few words, hang up. What arrives is written here at once.</source>
            <translation>请现在用手机拨打这部话机，接起来，说几句话，再挂断。收到什么，这里马上写出来。</translation>
        </message>
        <message>
            <source>The call was heard to its end.</source>
            <translation>整通电话都收到了。</translation>
        </message>
        <message>
            <source>Go on until the end.</source>
            <translation>请继续，直到挂断。</translation>
        </message>
        <message>
            <source>Connect your phone</source>
            <translation>连接话机</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>话机</translation>
        </message>
        <message>
            <source>Recipe</source>
            <translation>说明</translation>
        </message>
        <message>
            <source>Write it for me</source>
            <translation>替我写好</translation>
        </message>
        <message>
            <source>Take it out again</source>
            <translation>取出我们写的</translation>
        </message>
        <message>
            <source>Numbers are dialled by</source>
            <translation>拨号方式</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
    </context>
    <context>
        <name>CrashBar</name>
        <message>
            <source>Callside crashed last time. What was saved is safe; there is a report.</source>
            <translation>上次 Callside 意外退出了。已保存的内容都在，并留下了一份报告。</translation>
        </message>
        <message>
            <source>Show the report</source>
            <translation>查看报告</translation>
        </message>
        <message>
            <source>Delete it</source>
            <translation>删除报告</translation>
        </message>
    </context>
    <context>
        <name>CrashSheet</name>
        <message>
            <source>Report of a crash</source>
            <translation>崩溃报告</translation>
        </message>
        <message>
            <source>It says where in the program it happened: no names, numbers, amounts or notes. It is sent nowhere; you may hand it to whoever looks after Callside.</source>
            <translation>报告只写出错的位置，没有姓名、号码、金额和备注。它不会发往任何地方；您可以交给维护 Callside 的人。</translation>
        </message>
        <message>
            <source>Open its folder</source>
            <translation>打开所在文件夹</translation>
        </message>
        <message>
            <source>Delete it</source>
            <translation>删除报告</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
    </context>
    <context>
        <name>DateField</name>
        <message>
            <source>+1</source>
            <translation>+1</translation>
        </message>
        <message>
            <source>Next working day</source>
            <translation>下一个工作日</translation>
        </message>
        <message>
            <source>+7</source>
            <translation>+7</translation>
        </message>
        <message>
            <source>In a week</source>
            <translation>一周后</translation>
        </message>
    </context>
    <context>
        <name>FileHints</name>
        <message>
            <source>Own</source>
            <translation>本人</translation>
        </message>
        <message>
            <source>Work</source>
            <translation>单位</translation>
        </message>
        <message>
            <source>Home</source>
            <translation>家里</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>联系人</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>比较</translation>
        </message>
        <message numerus="yes">
            <source>Perhaps the same person: %n other file(s)</source>
            <translation>
                <numerusform>可能是同一个人：另有 %n 份档案</numerusform>
            </translation>
        </message>
        <message>
            <source>{number} was put into this file.</source>
            <translation>{number} 已保存到这份档案。</translation>
        </message>
        <message>
            <source>{number} is not in this file. Keep it as:</source>
            <translation>{number} 不在这份档案里，保存为：</translation>
        </message>
    </context>
    <context>
        <name>IdentityGate</name>
        <message>
            <source>Check who it is: {question} — on file: {answer}</source>
            <translation>核对身份：{question}　档案：{answer}</translation>
        </message>
        <message>
            <source>Someone else is on the line: say nothing about a debt or a creditor.</source>
            <translation>接电话的不是本人：不要提任何欠款或债权人。</translation>
        </message>
        <message>
            <source>Check who it is before any word about a debt.</source>
            <translation>先核对身份，再谈款项。</translation>
        </message>
    </context>
    <context>
        <name>IdlePanel</name>
        <message>
            <source>Ready for the next call</source>
            <translation>等待下一通电话</translation>
        </message>
        <message>
            <source>When the phone rings, the right file opens by itself.</source>
            <translation>电话一响，对应的档案会自动打开。</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>号码</translation>
        </message>
        <message>
            <source>Number to dial</source>
            <translation>要拨打的号码</translation>
        </message>
        <message>
            <source>Dial</source>
            <translation>拨打</translation>
        </message>
        <message>
            <source>Find a file</source>
            <translation>查找档案</translation>
        </message>
        <message>
            <source>It rings</source>
            <translation>来电了</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>Wrap the call up again; both versions are kept.</source>
            <translation>重新填写这通电话的结果，两个版本都会保留。</translation>
        </message>
        <message>
            <source>For phones that tell nothing: press when your phone rings.</source>
            <translation>话机不会通知时用：电话响了就按一下。</translation>
        </message>
        <message>
            <source>Unknown caller</source>
            <translation>未知来电</translation>
        </message>
        <message>
            <source>✓ Outcome saved: {who}</source>
            <translation>✓ 结果已保存：{who}</translation>
        </message>
    </context>
    <context>
        <name>ImportSheet</name>
        <message>
            <source>Import a file</source>
            <translation>导入文件</translation>
        </message>
        <message>
            <source>CSV, Excel or JSON; or drop the file on the window. Calls go on meanwhile.</source>
            <translation>支持 CSV、Excel 和 JSON，也可以把文件拖到窗口上。导入时通话照常进行。</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>选择…</translation>
        </message>
        <message>
            <source>Check the file</source>
            <translation>先检查</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>导入</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Open the rejected rows</source>
            <translation>打开退回的行</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Read so far</source>
            <translation>读取进度</translation>
        </message>
        <message>
            <source>What the columns mean</source>
            <translation>各列的含义</translation>
        </message>
        <message>
            <source>(left out)</source>
            <translation>（不导入）</translation>
        </message>
        <message>
            <source>{rows} rows read: {inserted} new, {updated} known, {rejected} rejected</source>
            <translation>读取 {rows} 行：新增 {inserted}，已有 {updated}，退回 {rejected}</translation>
        </message>
        <message>
            <source>Checking {file}: {rows} rows so far…</source>
            <translation>正在检查 {file}：已读 {rows} 行…</translation>
        </message>
        <message>
            <source>Importing {file}: {rows} rows so far…</source>
            <translation>正在导入 {file}：已读 {rows} 行…</translation>
        </message>
        <message>
            <source>{file}, nothing stored yet. {counts}</source>
            <translation>{file}：尚未写入。{counts}</translation>
        </message>
        <message>
            <source>✓ {file} is imported. {counts}</source>
            <translation>✓ {file} 已导入。{counts}</translation>
        </message>
        <message>
            <source>Stopped. What was read is whole; import {file} again to complete it. {counts}</source>
            <translation>已停止。已读的部分完整无缺；再导入一次 {file} 即可补全。{counts}</translation>
        </message>
        <message>
            <source>The import ended without a word; try it again.</source>
            <translation>导入意外结束，请再试一次。</translation>
        </message>
        <message>
            <source>Row {row}: {column} {reason}</source>
            <translation>第 {row} 行：{column} {reason}</translation>
        </message>
        <message>
            <source>and {count} more</source>
            <translation>还有 {count} 行</translation>
        </message>
    </context>
    <context>
        <name>InboxPanel</name>
        <message>
            <source>Without outcome: {count}</source>
            <translation>待补结果：{count}</translation>
        </message>
        <message>
            <source>Unknown caller</source>
            <translation>未知来电</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>还有 %n 项</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>KeyButton</name>
        <message>
            <source>Press a key…</source>
            <translation>请按键…</translation>
        </message>
    </context>
    <context>
        <name>KeysPanel</name>
        <message>
            <source>Changed: {action}.</source>
            <translation>已更改：{action}。</translation>
        </message>
        <message>
            <source>All keys are as they came.</source>
            <translation>全部按键已恢复默认。</translation>
        </message>
        <message>
            <source>All keys</source>
            <translation>全部快捷键</translation>
        </message>
        <message>
            <source>Press a button, then the new key. Backspace: no key for all windows.</source>
            <translation>先点按钮，再按新键。按退格可取消全局键。</translation>
        </message>
        <message>
            <source>In the desk</source>
            <translation>工作台内</translation>
        </message>
        <message>
            <source>In all windows</source>
            <translation>所有窗口</translation>
        </message>
        <message>
            <source>While typing with Alt: {states}</source>
            <translation>打字时加 Alt：{states}</translation>
        </message>
        <message>
            <source>Turn off</source>
            <translation>停用</translation>
        </message>
        <message>
            <source>Turn on</source>
            <translation>启用</translation>
        </message>
        <message>
            <source>All keys as they came</source>
            <translation>恢复默认按键</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Call bar</source>
            <translation>通话条</translation>
        </message>
        <message>
            <source>In calls, when the desk is behind</source>
            <translation>通话中且工作台不在前</translation>
        </message>
        <message>
            <source>Always</source>
            <translation>总是</translation>
        </message>
        <message>
            <source>Never</source>
            <translation>从不</translation>
        </message>
        <message>
            <source>Wayland keeps no window in front: the bar is the desk's top row.</source>
            <translation>Wayland 不允许窗口置顶：通话条改为工作台顶部一行。</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>The lines name a fictional agency. Put your own facts into a profile (see the README) before you call anybody.</source>
            <translation>话术中是虚构的机构。请先在配置中填写您自己的资料（见 README），再联系任何人。</translation>
        </message>
        <message>
            <source>That number cannot be dialled. Please check it.</source>
            <translation>这个号码无法拨打，请核对。</translation>
        </message>
        <message>
            <source>The link to the phone is lost. Your notes are safe; if the call is over, say so with {key}.</source>
            <translation>与话机的连接断了，您的记录都在。如果通话已经结束，请按{key}。</translation>
        </message>
        <message>
            <source>Not everything is saved yet and it would be lost: close again to leave all the same.</source>
            <translation>还有内容没有保存，关闭就会丢失：再关闭一次则仍然离开。</translation>
        </message>
        <message>
            <source>Softphones cannot report their calls to this desk.</source>
            <translation>软电话无法向本工作台报告通话。</translation>
        </message>
        <message>
            <source>Port {port} cannot be used, so no desk phone is heard. Please choose another one in settings.toml.</source>
            <translation>端口 {port} 无法使用，因此收不到桌面话机的消息。请在 settings.toml 中另选一个端口。</translation>
        </message>
    </context>
    <context>
        <name>NewFileForm</name>
        <message>
            <source>Make the file</source>
            <translation>建立档案</translation>
        </message>
        <message>
            <source>Name, if known</source>
            <translation>姓名（可不填）</translation>
        </message>
        <message>
            <source>What the caller said</source>
            <translation>来电人说了什么</translation>
        </message>
        <message>
            <source>Whose number is it?</source>
            <translation>这是谁的号码？</translation>
        </message>
    </context>
    <context>
        <name>NotePanel</name>
        <message>
            <source>Note</source>
            <translation>备注</translation>
        </message>
        <message>
            <source>What matters for the next call</source>
            <translation>下次联系要记得的事</translation>
        </message>
        <message>
            <source>waiting for the disk</source>
            <translation>等待磁盘</translation>
        </message>
        <message>
            <source>saving</source>
            <translation>正在保存</translation>
        </message>
        <message>
            <source>✓ saved</source>
            <translation>✓ 已保存</translation>
        </message>
    </context>
    <context>
        <name>OutcomeFields</name>
        <message>
            <source>for example 2,000</source>
            <translation>例如 2,000</translation>
        </message>
        <message>
            <source>Not my debt</source>
            <translation>不是我的债</translation>
        </message>
        <message>
            <source>Paid already</source>
            <translation>已经还过</translation>
        </message>
        <message>
            <source>Wrong amount</source>
            <translation>金额不对</translation>
        </message>
        <message>
            <source>Goods or service</source>
            <translation>商品或服务问题</translation>
        </message>
        <message>
            <source>Lost income</source>
            <translation>收入减少</translation>
        </message>
        <message>
            <source>Illness</source>
            <translation>生病</translation>
        </message>
        <message>
            <source>Family emergency</source>
            <translation>家庭变故</translation>
        </message>
        <message>
            <source>Business failed</source>
            <translation>经营困难</translation>
        </message>
        <message>
            <source>Cannot pay now</source>
            <translation>目前无力偿还</translation>
        </message>
        <message>
            <source>Will not pay</source>
            <translation>不愿偿还</translation>
        </message>
        <message>
            <source>Wants it in writing</source>
            <translation>要求书面说明</translation>
        </message>
        <message>
            <source>Asks for a reduction</source>
            <translation>要求减免</translation>
        </message>
    </context>
    <context>
        <name>PopPanel</name>
        <message>
            <source>Find the file</source>
            <translation>查找档案</translation>
        </message>
        <message>
            <source>Looking for the file…</source>
            <translation>正在查找档案…</translation>
        </message>
        <message>
            <source>Several files match</source>
            <translation>有多份档案匹配</translation>
        </message>
        <message>
            <source>Ask who is calling, then choose.</source>
            <translation>先问清是谁，再选择。</translation>
        </message>
        <message>
            <source>Number withheld</source>
            <translation>对方未显示号码</translation>
        </message>
        <message>
            <source>No file can be found. Ask for name and case number.</source>
            <translation>无法查到档案，请询问姓名和编号。</translation>
        </message>
        <message>
            <source>Unknown caller</source>
            <translation>未知来电</translation>
        </message>
        <message>
            <source>{number} is in no file. Nothing about any debt may be said.</source>
            <translation>{number} 不在任何档案中，不能谈及任何款项。</translation>
        </message>
    </context>
    <context>
        <name>ReadingPanel</name>
        <message>
            <source>The file before the call</source>
            <translation>通话前的档案</translation>
        </message>
        <message>
            <source>Read first, then dial</source>
            <translation>先看档案，再拨电话</translation>
        </message>
        <message>
            <source>Put the file away</source>
            <translation>收起档案</translation>
        </message>
        <message>
            <source>Esc</source>
            <translation>Esc</translation>
        </message>
        <message>
            <source>There is no number in this file.</source>
            <translation>这份档案没有电话号码。</translation>
        </message>
        <message>
            <source>Nobody is on the line. A number key dials.</source>
            <translation>现在没有通话。按数字键拨打。</translation>
        </message>
        <message>
            <source>Nobody is on the line. No phone is there that can dial.</source>
            <translation>现在没有通话，也没有可以拨号的话机。</translation>
        </message>
        <message>
            <source>Dial {number} ({kind})</source>
            <translation>拨打 {number}（{kind}）</translation>
        </message>
    </context>
    <context>
        <name>RecipePage</name>
        <message>
            <source>It tells: {what}</source>
            <translation>会通知：{what}</translation>
        </message>
        <message>
            <source>It does not tell: {what}</source>
            <translation>不会通知：{what}</translation>
        </message>
        <message>
            <source>Text to paste, step {number}</source>
            <translation>第 {number} 步要粘贴的文字</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Copy the text of step {number}</source>
            <translation>复制第 {number} 步的文字</translation>
        </message>
    </context>
    <context>
        <name>SearchSheet</name>
        <message>
            <source>Find a file</source>
            <translation>查找档案</translation>
        </message>
        <message>
            <source>Whom do you look for?</source>
            <translation>您要找谁？</translation>
        </message>
        <message>
            <source>Name, pinyin, initials, digits of a phone, contract or customer number</source>
            <translation>姓名、拼音、首字母、电话任意几位、合同号或客户号</translation>
        </message>
        <message>
            <source>Who was found</source>
            <translation>查找结果</translation>
        </message>
        <message>
            <source>Take this file off the call</source>
            <translation>从这通电话取下档案</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Esc</source>
            <translation>Esc</translation>
        </message>
        <message>
            <source>Dial {number}</source>
            <translation>拨打 {number}</translation>
        </message>
        <message>
            <source>Enter opens the file to read before you dial.</source>
            <translation>按回车打开档案，先看再拨。</translation>
        </message>
        <message>
            <source>Unknown caller</source>
            <translation>未知来电</translation>
        </message>
        <message>
            <source>Enter makes it the file of this call: {who}</source>
            <translation>按回车设为这通电话的档案：{who}</translation>
        </message>
        <message>
            <source>The search is still being built ({percent} %): not everybody can be found yet.</source>
            <translation>查找索引正在建立（{percent}%），暂时不能查到所有人。</translation>
        </message>
        <message>
            <source>There are more: type on.</source>
            <translation>还有更多，请继续输入。</translation>
        </message>
        <message>
            <source>No one found. Try fewer letters, the last four digits of a phone, or the contract number.</source>
            <translation>没有找到。请少输几个字，或试试电话后四位、合同号。</translation>
        </message>
    </context>
    <context>
        <name>TalkPanel</name>
        <message>
            <source>How is the person? (number keys)</source>
            <translation>对方状态（数字键）</translation>
        </message>
        <message>
            <source>Ask, then be quiet</source>
            <translation>问完，安静等</translation>
        </message>
        <message>
            <source>✓ said</source>
            <translation>✓ 已说</translation>
        </message>
        <message>
            <source>Nobody's file is open yet: ask who is calling, then find the file.</source>
            <translation>还没有打开档案：先问清对方是谁，再查找档案。</translation>
        </message>
        <message>
            <source>No line fits: a fact is missing in the file.</source>
            <translation>没有合适的话术：档案里缺少资料。</translation>
        </message>
        <message>
            <source>Saying this binds us</source>
            <translation>说了就要做到</translation>
        </message>
    </context>
    <context>
        <name>TimelineModel</name>
        <message>
            <source>(practice)</source>
            <translation>（练习）</translation>
        </message>
    </context>
    <context>
        <name>TimerPanel</name>
        <message>
            <source>Silence timer</source>
            <translation>静默计时</translation>
        </message>
        <message>
            <source>Above: you. Below: they.</source>
            <translation>上：您　下：对方</translation>
        </message>
        <message>
            <source>You {own} % · they {their} %</source>
            <translation>您 {own}% · 对方 {their}%</translation>
        </message>
        <message>
            <source>You asked. Hold the silence, it works for you.</source>
            <translation>您已发问，请保持安静。</translation>
        </message>
        <message>
            <source>They are thinking. Wait a little longer.</source>
            <translation>对方在想，再等一会儿。</translation>
        </message>
        <message>
            <source>Now one gentle sentence, then wait again.</source>
            <translation>温和地补一句，然后再等。</translation>
        </message>
        <message>
            <source>No sound levels from this phone.</source>
            <translation>这部话机不提供音量。</translation>
        </message>
        <message>
            <source>Only your side is heard.</source>
            <translation>只能听到您这一侧。</translation>
        </message>
        <message>
            <source>Only their side is heard.</source>
            <translation>只能听到对方一侧。</translation>
        </message>
    </context>
    <context>
        <name>TodayPanel</name>
        <message>
            <source>Saved today</source>
            <translation>今天已保存</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>撤回</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Take it back: the call is wrapped up again and both versions are kept.</source>
            <translation>撤回后重新填写，两个版本都会保留。</translation>
        </message>
        <message>
            <source>Nothing has been saved today.</source>
            <translation>今天还没有保存过结果。</translation>
        </message>
        <message>
            <source>number {number} kept in the file</source>
            <translation>保存了号码 {number}</translation>
        </message>
        <message>
            <source>the file of {other} was put into this one</source>
            <translation>并入了 {other} 的档案</translation>
        </message>
        <message>
            <source>Unknown caller</source>
            <translation>未知来电</translation>
        </message>
        <message>
            <source>(corrected)</source>
            <translation>（已更正）</translation>
        </message>
    </context>
    <context>
        <name>UnlockPanel</name>
        <message>
            <source>Opening the database…</source>
            <translation>正在打开数据库…</translation>
        </message>
        <message>
            <source>Choose a passphrase</source>
            <translation>请设置口令</translation>
        </message>
        <message>
            <source>Enter the passphrase</source>
            <translation>请输入口令</translation>
        </message>
        <message>
            <source>Write this recovery key down</source>
            <translation>请抄下恢复密钥</translation>
        </message>
        <message>
            <source>This computer has no key store, so a passphrase protects the files. At least eight characters.</source>
            <translation>这台电脑没有密钥库，需要用口令保护档案，至少八个字符。</translation>
        </message>
        <message>
            <source>The files on this computer are encrypted.</source>
            <translation>这台电脑上的档案是加密的。</translation>
        </message>
        <message>
            <source>It opens the files when everything else is lost. It is shown only this once.</source>
            <translation>其他办法都失效时，靠它打开档案。只显示这一次。</translation>
        </message>
        <message>
            <source>Enter the recovery key</source>
            <translation>请输入恢复密钥</translation>
        </message>
        <message>
            <source>The desk cannot be opened</source>
            <translation>工作台无法打开</translation>
        </message>
        <message>
            <source>The database is damaged</source>
            <translation>数据库已损坏</translation>
        </message>
        <message>
            <source>The database is being mended…</source>
            <translation>正在修复数据库…</translation>
        </message>
        <message>
            <source>The database is mended</source>
            <translation>数据库已修复</translation>
        </message>
        <message>
            <source>Recovery key</source>
            <translation>恢复密钥</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>口令</translation>
        </message>
        <message>
            <source>The passphrase again</source>
            <translation>再输一遍口令</translation>
        </message>
        <message>
            <source>That was not the right one. Please try again.</source>
            <translation>不对，请再试一次。</translation>
        </message>
        <message>
            <source>I have written it down</source>
            <translation>我已抄好</translation>
        </message>
        <message>
            <source>Mend it</source>
            <translation>修复</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
        <message>
            <source>Use the passphrase</source>
            <translation>改用口令</translation>
        </message>
        <message>
            <source>Use the recovery key</source>
            <translation>改用恢复密钥</translation>
        </message>
        <message>
            <source>At least eight characters, please.</source>
            <translation>口令至少八个字符。</translation>
        </message>
        <message>
            <source>The two are not the same.</source>
            <translation>两次输入不一致。</translation>
        </message>
        <message>
            <source>✓ Copied</source>
            <translation>✓ 已复制</translation>
        </message>
    </context>
    <context>
        <name>WhoRow</name>
        <message>
            <source>Who was on the line?</source>
            <translation>刚才是谁接的电话？</translation>
        </message>
    </context>
    <context>
        <name>WrapUpPanel</name>
        <message>
            <source>How did it come out?</source>
            <translation>这通电话结果如何？</translation>
        </message>
        <message>
            <source>We spoke</source>
            <translation>谈成或谈过</translation>
        </message>
        <message>
            <source>We did not, or it must stop</source>
            <translation>没谈成，或需要停止</translation>
        </message>
        <message>
            <source>{outcome} (from the call itself)</source>
            <translation>{outcome}（由通话得出）</translation>
        </message>
        <message>
            <source>Nothing chosen yet: there is no default.</source>
            <translation>还没有选择：没有默认结果。</translation>
        </message>
        <message>
            <source>Saving…</source>
            <translation>正在保存…</translation>
        </message>
        <message>
            <source>talked {time}</source>
            <translation>通话 {time}</translation>
        </message>
        <message>
            <source>reached: {stage}</source>
            <translation>到达：{stage}</translation>
        </message>
        <message>
            <source>You talked {share} %, longest silence {silence} s, golden silences held {held}, broken {broken}, interruptions {interruptions}</source>
            <translation>您说了 {share}%，最长静默 {silence} 秒，黄金静默守住 {held} 次、打破 {broken} 次，打断 {interruptions} 次</translation>
        </message>
        <message>
            <source>This outcome needs the right person, confirmed.</source>
            <translation>这个结果需要先确认是本人。</translation>
        </message>
        <message>
            <source>press Enter in the call-back time, or click one</source>
            <translation>请在回电时间上按回车，或点选一个时间</translation>
        </message>
        <message>
            <source>Cannot be saved yet: {faults}</source>
            <translation>还不能保存：{faults}</translation>
        </message>
    </context>
    <context>
        <name>actions</name>
        <message>
            <source>Answer</source>
            <translation>接听</translation>
        </message>
        <message>
            <source>Right person</source>
            <translation>是本人</translation>
        </message>
        <message>
            <source>Someone else</source>
            <translation>不是本人</translation>
        </message>
        <message>
            <source>Save outcome</source>
            <translation>保存结果</translation>
        </message>
        <message>
            <source>Other lines</source>
            <translation>其他话术</translation>
        </message>
        <message>
            <source>Next line</source>
            <translation>下一句</translation>
        </message>
        <message>
            <source>Previous line</source>
            <translation>上一句</translation>
        </message>
        <message>
            <source>Next stage</source>
            <translation>下一阶段</translation>
        </message>
        <message>
            <source>Previous stage</source>
            <translation>上一阶段</translation>
        </message>
        <message>
            <source>I asked, now silence</source>
            <translation>我问完了，静默</translation>
        </message>
        <message>
            <source>Said it</source>
            <translation>已说</translation>
        </message>
        <message>
            <source>Hold or resume</source>
            <translation>保持或恢复</translation>
        </message>
        <message>
            <source>Mute or unmute</source>
            <translation>静音或取消</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>挂断</translation>
        </message>
        <message>
            <source>Write a note</source>
            <translation>写备注</translation>
        </message>
        <message>
            <source>Enter a promise</source>
            <translation>填写承诺</translation>
        </message>
        <message>
            <source>Where the line comes from</source>
            <translation>话术出处</translation>
        </message>
        <message>
            <source>Next call without outcome</source>
            <translation>下一通待补结果</translation>
        </message>
        <message>
            <source>Take back the outcome</source>
            <translation>撤回处理结果</translation>
        </message>
        <message>
            <source>Saved today</source>
            <translation>今天已保存</translation>
        </message>
        <message>
            <source>Find a file</source>
            <translation>查找档案</translation>
        </message>
        <message>
            <source>Import a file</source>
            <translation>导入文件</translation>
        </message>
        <message>
            <source>New file</source>
            <translation>新建档案</translation>
        </message>
        <message>
            <source>Keep the number</source>
            <translation>保存号码</translation>
        </message>
        <message>
            <source>Compare files</source>
            <translation>比较档案</translation>
        </message>
        <message>
            <source>Dial a number</source>
            <translation>拨打号码</translation>
        </message>
        <message>
            <source>Connect your phone</source>
            <translation>连接话机</translation>
        </message>
        <message>
            <source>Light or dark</source>
            <translation>浅色或深色</translation>
        </message>
        <message>
            <source>中文 / English</source>
            <translation>中文 / English</translation>
        </message>
        <message>
            <source>Show the desk</source>
            <translation>显示工作台</translation>
        </message>
        <message>
            <source>Call bar always or not</source>
            <translation>通话条常显或自动</translation>
        </message>
        <message>
            <source>All keys</source>
            <translation>全部快捷键</translation>
        </message>
    </context>
    <context>
        <name>columns</name>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>Phone number</source>
            <translation>电话号码</translation>
        </message>
        <message>
            <source>Phone at work</source>
            <translation>单位电话</translation>
        </message>
        <message>
            <source>Phone at home</source>
            <translation>住宅电话</translation>
        </message>
        <message>
            <source>A contact's phone</source>
            <translation>联系人电话</translation>
        </message>
        <message>
            <source>Principal</source>
            <translation>本金</translation>
        </message>
        <message>
            <source>Interest</source>
            <translation>利息</translation>
        </message>
        <message>
            <source>Fees</source>
            <translation>费用</translation>
        </message>
        <message>
            <source>Paid</source>
            <translation>已还</translation>
        </message>
        <message>
            <source>Balance</source>
            <translation>余额</translation>
        </message>
        <message>
            <source>Due date</source>
            <translation>到期日</translation>
        </message>
        <message>
            <source>Days overdue</source>
            <translation>逾期天数</translation>
        </message>
        <message>
            <source>Amounts as of</source>
            <translation>金额截至日</translation>
        </message>
        <message>
            <source>Currency</source>
            <translation>币种</translation>
        </message>
        <message>
            <source>Creditor</source>
            <translation>债权人</translation>
        </message>
        <message>
            <source>Product</source>
            <translation>产品</translation>
        </message>
        <message>
            <source>Contract number</source>
            <translation>合同号</translation>
        </message>
        <message>
            <source>Customer number</source>
            <translation>客户号</translation>
        </message>
        <message>
            <source>Form of address</source>
            <translation>称呼</translation>
        </message>
        <message>
            <source>Identity question</source>
            <translation>核对问题</translation>
        </message>
        <message>
            <source>Identity answer</source>
            <translation>核对答案</translation>
        </message>
        <message>
            <source>Time zone</source>
            <translation>时区</translation>
        </message>
        <message>
            <source>Contact history</source>
            <translation>联系记录</translation>
        </message>
        <message>
            <source>Contact: when</source>
            <translation>联系时间</translation>
        </message>
        <message>
            <source>Contact: how</source>
            <translation>联系方式</translation>
        </message>
        <message>
            <source>Contact: result</source>
            <translation>联系结果</translation>
        </message>
        <message>
            <source>Contact: note</source>
            <translation>联系备注</translation>
        </message>
        <message>
            <source>Holds</source>
            <translation>停催</translation>
        </message>
    </context>
    <context>
        <name>labels</name>
        <message>
            <source>Identity</source>
            <translation>核身</translation>
        </message>
        <message>
            <source>Greeting</source>
            <translation>问候</translation>
        </message>
        <message>
            <source>Listening</source>
            <translation>倾听</translation>
        </message>
        <message>
            <source>Options</source>
            <translation>方案</translation>
        </message>
        <message>
            <source>Commitment</source>
            <translation>承诺</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>收尾</translation>
        </message>
        <message>
            <source>Cooperative</source>
            <translation>配合</translation>
        </message>
        <message>
            <source>Resistant</source>
            <translation>抵触</translation>
        </message>
        <message>
            <source>Anxious</source>
            <translation>焦虑</translation>
        </message>
        <message>
            <source>Despairing</source>
            <translation>绝望</translation>
        </message>
        <message>
            <source>Angry</source>
            <translation>愤怒</translation>
        </message>
        <message>
            <source>Evasive</source>
            <translation>回避</translation>
        </message>
        <message>
            <source>Disputing</source>
            <translation>异议</translation>
        </message>
        <message>
            <source>Abusive</source>
            <translation>辱骂</translation>
        </message>
        <message>
            <source>Hardship</source>
            <translation>困难</translation>
        </message>
        <message>
            <source>Third party</source>
            <translation>第三人</translation>
        </message>
        <message>
            <source>Ringing</source>
            <translation>振铃</translation>
        </message>
        <message>
            <source>On the call</source>
            <translation>通话中</translation>
        </message>
        <message>
            <source>On hold</source>
            <translation>保持中</translation>
        </message>
        <message>
            <source>Link lost</source>
            <translation>连接中断</translation>
        </message>
        <message>
            <source>Ended</source>
            <translation>已结束</translation>
        </message>
        <message>
            <source>Incoming</source>
            <translation>来电</translation>
        </message>
        <message>
            <source>Outgoing</source>
            <translation>去电</translation>
        </message>
        <message>
            <source>Call</source>
            <translation>通话</translation>
        </message>
        <message>
            <source>Hung up</source>
            <translation>已挂断</translation>
        </message>
        <message>
            <source>Not answered</source>
            <translation>未接通</translation>
        </message>
        <message>
            <source>Busy</source>
            <translation>占线</translation>
        </message>
        <message>
            <source>Declined</source>
            <translation>被拒接</translation>
        </message>
        <message>
            <source>Number not in service</source>
            <translation>空号或停机</translation>
        </message>
        <message>
            <source>The call failed</source>
            <translation>呼叫失败</translation>
        </message>
        <message>
            <source>Ended, the line did not say why</source>
            <translation>已结束，线路未说明原因</translation>
        </message>
        <message>
            <source>connecting</source>
            <translation>连接中</translation>
        </message>
        <message>
            <source>connected</source>
            <translation>已连接</translation>
        </message>
        <message>
            <source>lost, trying again</source>
            <translation>已断开，重连中</translation>
        </message>
        <message>
            <source>off</source>
            <translation>未启用</translation>
        </message>
        <message>
            <source>Own number in this file</source>
            <translation>本人号码</translation>
        </message>
        <message>
            <source>A contact's number in this file</source>
            <translation>档案中的联系人号码</translation>
        </message>
        <message>
            <source>Last digits agree</source>
            <translation>末位号码一致</translation>
        </message>
        <message>
            <source>Chosen by you</source>
            <translation>您的选择</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>Pinyin or initials</source>
            <translation>拼音或首字母</translation>
        </message>
        <message>
            <source>End of a phone number</source>
            <translation>电话末位</translation>
        </message>
        <message>
            <source>Part of a phone number</source>
            <translation>电话中的数字</translation>
        </message>
        <message>
            <source>Customer number</source>
            <translation>客户号</translation>
        </message>
        <message>
            <source>Contract number</source>
            <translation>合同号</translation>
        </message>
        <message>
            <source>Promise to pay</source>
            <translation>承诺还款</translation>
        </message>
        <message>
            <source>Instalment plan</source>
            <translation>分期还款</translation>
        </message>
        <message>
            <source>Paid already</source>
            <translation>称已还款</translation>
        </message>
        <message>
            <source>Partial payment</source>
            <translation>部分还款</translation>
        </message>
        <message>
            <source>Informed refusal</source>
            <translation>明确拒绝</translation>
        </message>
        <message>
            <source>Dispute</source>
            <translation>提出异议</translation>
        </message>
        <message>
            <source>Hardship case</source>
            <translation>困难情况</translation>
        </message>
        <message>
            <source>Call back at</source>
            <translation>约定回电</translation>
        </message>
        <message>
            <source>Third party, message left</source>
            <translation>第三人，已留言</translation>
        </message>
        <message>
            <source>Wrong number</source>
            <translation>号码错误</translation>
        </message>
        <message>
            <source>No answer</source>
            <translation>无人接听</translation>
        </message>
        <message>
            <source>Line busy</source>
            <translation>对方占线</translation>
        </message>
        <message>
            <source>Voicemail</source>
            <translation>语音信箱</translation>
        </message>
        <message>
            <source>Number dead</source>
            <translation>空号停机</translation>
        </message>
        <message>
            <source>Hung up early</source>
            <translation>提前挂断</translation>
        </message>
        <message>
            <source>Asked for no more calls</source>
            <translation>要求停止致电</translation>
        </message>
        <message>
            <source>Lawyer named</source>
            <translation>委托律师</translation>
        </message>
        <message>
            <source>Deceased or incapable</source>
            <translation>身故或失能</translation>
        </message>
        <message>
            <source>Ended for abuse</source>
            <translation>因辱骂结束</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>金额</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>Channel</source>
            <translation>渠道</translation>
        </message>
        <message>
            <source>Instalments</source>
            <translation>期数</translation>
        </message>
        <message>
            <source>Call back</source>
            <translation>回电时间</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Lawyer's name</source>
            <translation>律师姓名</translation>
        </message>
        <message>
            <source>Lawyer's phone</source>
            <translation>律师电话</translation>
        </message>
        <message>
            <source>I warned once and said goodbye</source>
            <translation>我已提醒一次并礼貌告别</translation>
        </message>
        <message>
            <source>still missing</source>
            <translation>还没填</translation>
        </message>
        <message>
            <source>cannot be read</source>
            <translation>无法识别</translation>
        </message>
        <message>
            <source>is after today</source>
            <translation>晚于今天</translation>
        </message>
        <message>
            <source>is in the past</source>
            <translation>已经过去</translation>
        </message>
        <message>
            <source>the amount is missing</source>
            <translation>缺少金额</translation>
        </message>
        <message>
            <source>the date is missing</source>
            <translation>缺少日期</translation>
        </message>
        <message>
            <source>the channel is missing</source>
            <translation>缺少渠道</translation>
        </message>
        <message>
            <source>the number of instalments is missing</source>
            <translation>缺少期数</translation>
        </message>
        <message>
            <source>the amount is more than what is owed</source>
            <translation>金额超过欠款</translation>
        </message>
        <message>
            <source>the date is in the past</source>
            <translation>日期已过</translation>
        </message>
        <message>
            <source>the date is beyond what you may agree to</source>
            <translation>日期超出您的权限</translation>
        </message>
        <message>
            <source>more instalments than you may agree to</source>
            <translation>期数超出您的权限</translation>
        </message>
        <message>
            <source>No calls</source>
            <translation>停止致电</translation>
        </message>
        <message>
            <source>Dispute open</source>
            <translation>异议处理中</translation>
        </message>
        <message>
            <source>Lawyer only</source>
            <translation>只联系律师</translation>
        </message>
        <message>
            <source>No third party</source>
            <translation>不联系第三人</translation>
        </message>
        <message>
            <source>Do not ask before the agreed date</source>
            <translation>约定日前不催</translation>
        </message>
        <message>
            <source>Promise</source>
            <translation>承诺</translation>
        </message>
        <message>
            <source>Payment</source>
            <translation>还款</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>备注</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>短信</translation>
        </message>
        <message>
            <source>own number</source>
            <translation>本人</translation>
        </message>
        <message>
            <source>at work</source>
            <translation>单位</translation>
        </message>
        <message>
            <source>at home</source>
            <translation>家里</translation>
        </message>
        <message>
            <source>a contact's number</source>
            <translation>联系人</translation>
        </message>
        <message>
            <source>open</source>
            <translation>未到期</translation>
        </message>
        <message>
            <source>kept</source>
            <translation>已履行</translation>
        </message>
        <message>
            <source>partly kept</source>
            <translation>部分履行</translation>
        </message>
        <message>
            <source>broken</source>
            <translation>未履行</translation>
        </message>
        <message>
            <source>withdrawn</source>
            <translation>已撤回</translation>
        </message>
        <message>
            <source>Cannot be undone: the file is not there any more.</source>
            <translation>无法撤销：该档案已不存在。</translation>
        </message>
        <message>
            <source>Cannot be undone: the other file is there already.</source>
            <translation>无法撤销：另一份档案已经存在。</translation>
        </message>
        <message>
            <source>Cannot be undone yet: undo the later merge of this file first.</source>
            <translation>暂时无法撤销：请先撤销该档案之后的合并。</translation>
        </message>
        <message>
            <source>Cannot be undone: debts came in since, and nobody can say whose they are.</source>
            <translation>无法撤销：合并后又导入了新的欠款，无法判断属于谁。</translation>
        </message>
        <message>
            <source>Timer rests</source>
            <translation>计时暂停</translation>
        </message>
        <message>
            <source>Talking</source>
            <translation>交谈中</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>停顿</translation>
        </message>
        <message>
            <source>Golden silence: hold</source>
            <translation>黄金静默：守住</translation>
        </message>
        <message>
            <source>Golden silence: still theirs</source>
            <translation>黄金静默：仍归对方</translation>
        </message>
        <message>
            <source>Offer one soft line</source>
            <translation>可以温和补一句</translation>
        </message>
        <message>
            <source>Dead air: say something</source>
            <translation>冷场：请开口</translation>
        </message>
        <message>
            <source>You talk long: ask</source>
            <translation>您说得久了：提个问题</translation>
        </message>
        <message>
            <source>Both talk: let them finish</source>
            <translation>同时在说：请让对方说完</translation>
        </message>
        <message>
            <source>Not heard: use the key</source>
            <translation>听不到：请按键标记</translation>
        </message>
        <message>
            <source>The disk is full. Nothing is lost: free some space and it is saved by itself.</source>
            <translation>磁盘已满。内容没有丢：腾出空间后会自动保存。</translation>
        </message>
        <message>
            <source>Another program holds the database. Nothing is lost: close it; we keep trying.</source>
            <translation>其他程序占用了数据库。内容没有丢：请关闭它，我们会一直重试。</translation>
        </message>
        <message>
            <source>The database cannot be written. Nothing is lost: check its folder's rights.</source>
            <translation>数据库无法写入。内容没有丢：请检查文件夹权限。</translation>
        </message>
        <message>
            <source>The database file is damaged. Nothing is lost: the call goes on, then mend it.</source>
            <translation>数据库文件已损坏。内容没有丢：通话可以继续，结束后请修复。</translation>
        </message>
        <message>
            <source>Something of ours failed and was reported. Nothing is lost while this is open.</source>
            <translation>程序自身出错，已写下报告。只要不关窗口，内容就不会丢。</translation>
        </message>
        <message>
            <source>The disk does not answer. Nothing is lost while this window stays open.</source>
            <translation>磁盘没有响应。只要不关窗口，内容就不会丢。</translation>
        </message>
        <message>
            <source>This is not the key of this database: check the passphrase and try again.</source>
            <translation>这不是该数据库的密钥：请核对口令后再试。</translation>
        </message>
        <message>
            <source>The database file is damaged. It was left as it is: put back a backup of it.</source>
            <translation>数据库文件已损坏，原文件未动：请恢复备份。</translation>
        </message>
        <message>
            <source>A newer Callside wrote this database: install that version to open it.</source>
            <translation>数据库由更新版本的 Callside 写入：请安装该版本后打开。</translation>
        </message>
        <message>
            <source>A network drive cannot keep the database safe: choose a folder on this computer.</source>
            <translation>网络磁盘无法保证数据安全：请选择本机文件夹。</translation>
        </message>
        <message>
            <source>The key of this database is not on this computer: use the recovery key.</source>
            <translation>这台电脑上没有该数据库的密钥：请使用恢复密钥。</translation>
        </message>
        <message>
            <source>The key file beside the database is damaged: put back a copy of it.</source>
            <translation>数据库旁的密钥文件已损坏：请恢复它的副本。</translation>
        </message>
        <message>
            <source>This database is already open in another Callside window: use that one.</source>
            <translation>该数据库已在另一个 Callside 窗口中打开：请使用那个窗口。</translation>
        </message>
        <message>
            <source>This database holds real files: give the demonstration a database of its own.</source>
            <translation>该数据库存有真实档案：请为演示另选一个数据库。</translation>
        </message>
        <message>
            <source>Something unexpected happened; a report without personal data was written.</source>
            <translation>出现意外错误，已写下不含个人信息的报告。</translation>
        </message>
        <message>
            <source>simulated line</source>
            <translation>模拟线路</translation>
        </message>
        <message>
            <source>by hand</source>
            <translation>手动</translation>
        </message>
        <message>
            <source>phone reports</source>
            <translation>话机上报</translation>
        </message>
        <message>
            <source>the softphone closed the control connection</source>
            <translation>软电话关闭了控制连接</translation>
        </message>
        <message>
            <source>this port does not speak baresip's control protocol</source>
            <translation>该端口不是 baresip 的控制协议</translation>
        </message>
        <message>
            <source>another program took the control connection</source>
            <translation>控制连接被其他程序占用</translation>
        </message>
        <message>
            <source>the softphone does not answer</source>
            <translation>软电话没有应答</translation>
        </message>
    </context>
    <context>
        <name>mending</name>
        <message>
            <source>files</source>
            <translation>档案</translation>
        </message>
        <message>
            <source>phones</source>
            <translation>电话</translation>
        </message>
        <message>
            <source>debts</source>
            <translation>债务</translation>
        </message>
        <message>
            <source>history</source>
            <translation>往来记录</translation>
        </message>
        <message>
            <source>outcomes</source>
            <translation>通话结果</translation>
        </message>
        <message>
            <source>notes of calls</source>
            <translation>通话备注</translation>
        </message>
        <message>
            <source>calls</source>
            <translation>通话</translation>
        </message>
        <message>
            <source>Looking for backups and for what can be read…</source>
            <translation>正在查找备份和可读取的内容…</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <source>The newest backup is of {moment}: {files} files, latest outcome {latest}. It is put back, and what can still be read of the damaged file is added. The damaged file is kept.</source>
            <translation>最新备份：{moment}，共 {files} 份档案，最近一次结果 {latest}。将恢复该备份，并补上损坏文件中仍可读取的内容；损坏的文件会保留。</translation>
        </message>
        <message>
            <source>There is no backup. What can still be read is taken into a new database. The damaged file is kept.</source>
            <translation>没有备份。仍可读取的内容将转入新的数据库；损坏的文件会保留。</translation>
        </message>
        <message>
            <source>The database file is damaged and there is no backup here. It was left as it is: put back a backup with callside restore.</source>
            <translation>数据库文件已损坏，这里没有备份，原文件未动：请用 callside restore 恢复其他地方的备份。</translation>
        </message>
        <message>
            <source>{rows} rows read</source>
            <translation>已读取 {rows} 行</translation>
        </message>
        <message>
            <source>{files} files and {outcomes} outcomes are here.</source>
            <translation>现有 {files} 份档案、{outcomes} 条通话结果。</translation>
        </message>
        <message>
            <source>Not everything could be read: {kinds}.</source>
            <translation>有些内容未能读出：{kinds}。</translation>
        </message>
        <message>
            <source>The damaged file lies in {aside}.</source>
            <translation>损坏的文件保留为 {aside}。</translation>
        </message>
        <message>
            <source>Today's backup could not be made: check the room on the disk and the backup folder.</source>
            <translation>今天的备份没有做成：请检查磁盘空间和备份文件夹。</translation>
        </message>
    </context>
    <context>
        <name>phones</name>
        <message>
            <source>ringing</source>
            <translation>响铃</translation>
        </message>
        <message>
            <source>answered</source>
            <translation>接通</translation>
        </message>
        <message>
            <source>ended</source>
            <translation>挂断</translation>
        </message>
        <message>
            <source>hold</source>
            <translation>保持</translation>
        </message>
        <message>
            <source>number</source>
            <translation>号码</translation>
        </message>
        <message>
            <source>call id</source>
            <translation>通话编号</translation>
        </message>
        <message>
            <source>direction</source>
            <translation>方向</translation>
        </message>
        <message>
            <source>sound levels</source>
            <translation>音量</translation>
        </message>
        <message>
            <source>Tested with the real program.</source>
            <translation>已用真实的程序测试。</translation>
        </message>
        <message>
            <source>Tested by replaying its documented messages, not with the device.</source>
            <translation>按文档回放消息测试过，没有接过真机。</translation>
        </message>
        <message>
            <source>From its documentation only; not tested.</source>
            <translation>只按其文档编写，没有实测。</translation>
        </message>
        <message>
            <source>the connected line only</source>
            <translation>只用已连接的线路</translation>
        </message>
        <message>
            <source>the line, else a tel: link</source>
            <translation>先用线路，否则用 tel: 链接</translation>
        </message>
        <message>
            <source>the line, else a sip: link</source>
            <translation>先用线路，否则用 sip: 链接</translation>
        </message>
        <message>
            <source>nothing: I dial myself</source>
            <translation>不代拨，我自己拨</translation>
        </message>
        <message>
            <source>No line can dial: the number went to your phone program as a tel: link.</source>
            <translation>没有能拨号的线路：号码已用 tel: 链接交给您的电话程序。</translation>
        </message>
        <message>
            <source>No line can dial: the number went to your phone program as a sip: link.</source>
            <translation>没有能拨号的线路：号码已用 sip: 链接交给您的电话程序。</translation>
        </message>
        <message>
            <source>Nothing was dialled: no program here opens such links. Dial on your phone.</source>
            <translation>没有拨出：这台电脑上没有程序打开这种链接，请在话机上拨号。</translation>
        </message>
        <message>
            <source>Nothing was dialled: dial on your phone.</source>
            <translation>没有拨出：请在话机上拨号。</translation>
        </message>
        <message>
            <source>Written. A copy of the old file lies beside it. Start the phone again.</source>
            <translation>已写好，原文件的副本就在旁边。请重新启动软电话。</translation>
        </message>
        <message>
            <source>These settings already hold something of your own and were left alone: {keys}</source>
            <translation>这些设置里已有您自己的内容，没有动：{keys}</translation>
        </message>
        <message>
            <source>Nothing had to be changed.</source>
            <translation>不需要改动。</translation>
        </message>
        <message>
            <source>Taken out again; everything else stayed as it was.</source>
            <translation>已经取出，其他设置没有变。</translation>
        </message>
        <message>
            <source>Quit the phone first: it would overwrite the file when it quits.</source>
            <translation>请先退出软电话，否则它退出时会覆盖文件。</translation>
        </message>
        <message>
            <source>Its settings were not found. Start the phone once and set up its account.</source>
            <translation>没有找到它的设置。请先启动一次软电话并设好账号。</translation>
        </message>
        <message>
            <source>Its settings cannot be read. Nothing was changed; write them by hand.</source>
            <translation>它的设置读不懂，没有改动；请手动填写。</translation>
        </message>
        <message>
            <source>This phone cannot run a program from a folder like this one. Nothing changed.</source>
            <translation>这个软电话无法运行放在这种路径下的程序，没有改动。</translation>
        </message>
        <message>
            <source>The file cannot be written. Check the disk and whether you may write there.</source>
            <translation>文件写不进去。请检查磁盘，以及您是否有权限。</translation>
        </message>
        <message>
            <source>The file opens only when the call is answered.</source>
            <translation>接通时才会打开档案。</translation>
        </message>
        <message>
            <source>Stages and timer do not start: report the call by hand when you need them.</source>
            <translation>阶段和计时不会开始，需要时请手动报告通话。</translation>
        </message>
        <message>
            <source>Say yourself when the call is over.</source>
            <translation>挂断时请自己按一下。</translation>
        </message>
        <message>
            <source>No file opens by itself: ask who is calling, then search.</source>
            <translation>档案不会自动打开：请先问清是谁，再查找。</translation>
        </message>
        <message>
            <source>Two calls of one number at the same time cannot be told apart.</source>
            <translation>同一号码的两通电话同时进行时分不开。</translation>
        </message>
        <message>
            <source>Who dialled is not known.</source>
            <translation>不知道是谁拨的。</translation>
        </message>
        <message>
            <source>Mark silences by key: nothing can be heard.</source>
            <translation>听不到声音，静音请按键标记。</translation>
        </message>
    </context>
    <context>
        <name>shortcuts</name>
        <message>
            <source>Keys for all windows work here (X11).</source>
            <translation>全局快捷键可用（X11）。</translation>
        </message>
        <message>
            <source>Keys for all windows work here, as your desktop's settings say (Wayland).</source>
            <translation>全局快捷键可用，以桌面设置为准（Wayland）。</translation>
        </message>
        <message>
            <source>Keys for all windows work here (Windows).</source>
            <translation>全局快捷键可用（Windows）。</translation>
        </message>
        <message>
            <source>Keys for all windows are turned off.</source>
            <translation>全局快捷键已停用。</translation>
        </message>
        <message>
            <source>Keys for all windows begin as soon as the database is open.</source>
            <translation>数据库打开后，全局快捷键开始生效。</translation>
        </message>
        <message>
            <source>Keys for all windows need a screen.</source>
            <translation>没有屏幕，全局快捷键不可用。</translation>
        </message>
        <message>
            <source>macOS gives no keys for all windows: let a shortcut of the system run 'callside do'.</source>
            <translation>macOS 不提供全局快捷键：请用系统快捷指令运行 callside do。</translation>
        </message>
        <message>
            <source>Keys for all windows do not work: libX11 or the X server does not answer.</source>
            <translation>全局快捷键不可用：libX11 或 X 服务器没有应答。</translation>
        </message>
        <message>
            <source>Keys for all windows do not work: the session's D-Bus does not answer.</source>
            <translation>全局快捷键不可用：会话 D-Bus 没有应答。</translation>
        </message>
        <message>
            <source>This desktop offers no keys for all windows: let a shortcut of the desktop run 'callside do'.</source>
            <translation>这个桌面不提供全局快捷键：请用桌面快捷键运行 callside do。</translation>
        </message>
        <message>
            <source>Keys for all windows were declined in the desktop's dialog.</source>
            <translation>桌面对话框中没有允许全局快捷键。</translation>
        </message>
        <message>
            <source>Keys for all windows do not work: the library 'keyboard' cannot be loaded.</source>
            <translation>全局快捷键不可用：无法加载 keyboard 库。</translation>
        </message>
        <message>
            <source>The system does not give us keys for all windows.</source>
            <translation>系统没有给予全局快捷键。</translation>
        </message>
        <message>
            <source>This is no key that can be used.</source>
            <translation>这个键不能使用。</translation>
        </message>
        <message>
            <source>The number keys say how the person is, and write figures.</source>
            <translation>数字键用于对方状态和填写数字。</translation>
        </message>
        <message>
            <source>This key is needed for typing.</source>
            <translation>这个键打字时要用。</translation>
        </message>
        <message>
            <source>The system keeps this key for itself.</source>
            <translation>这个键由系统保留。</translation>
        </message>
        <message>
            <source>In all windows a key must be pressed with Ctrl or Alt.</source>
            <translation>全局快捷键要与 Ctrl 或 Alt 一起按。</translation>
        </message>
    </context>
</TS>
