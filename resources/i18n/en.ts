<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>Banner</name>
        <message>
            <source>Mend it</source>
            <translation>Mend it</translation>
        </message>
        <message>
            <source>Try now</source>
            <translation>Try now</translation>
        </message>
        <message>
            <source>The disk is full: saving goes on from the reserve for now. Please free some space.</source>
            <translation>The disk is full: saving goes on from the reserve for now. Please free some space.</translation>
        </message>
        <message>
            <source>OK</source>
            <translation>OK</translation>
        </message>
    </context>
    <context>
        <name>CallBar</name>
        <message>
            <source>Call bar</source>
            <translation>Call bar</translation>
        </message>
        <message>
            <source>Silence timer</source>
            <translation>Silence timer</translation>
        </message>
        <message>
            <source>I asked</source>
            <translation>I asked</translation>
        </message>
        <message>
            <source>Put the call bar away until the next call</source>
            <translation>Put the call bar away until the next call</translation>
        </message>
        <message>
            <source>Rings too: {who}</source>
            <translation>Rings too: {who}</translation>
        </message>
        <message>
            <source>No call</source>
            <translation>No call</translation>
        </message>
        <message>
            <source>Unknown caller</source>
            <translation>Unknown caller</translation>
        </message>
    </context>
    <context>
        <name>CallStrip</name>
        <message>
            <source>Second call rings: {who}</source>
            <translation>Second call rings: {who}</translation>
        </message>
        <message>
            <source>{count} more on the line</source>
            <translation>{count} more on the line</translation>
        </message>
        <message>
            <source>No call</source>
            <translation>No call</translation>
        </message>
        <message>
            <source>muted</source>
            <translation>muted</translation>
        </message>
        <message>
            <source>Unknown caller</source>
            <translation>Unknown caller</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Resume</translation>
        </message>
        <message>
            <source>Hold</source>
            <translation>Hold</translation>
        </message>
        <message>
            <source>Unmute</source>
            <translation>Unmute</translation>
        </message>
        <message>
            <source>Mute</source>
            <translation>Mute</translation>
        </message>
        <message>
            <source>It is answered</source>
            <translation>It is answered</translation>
        </message>
        <message>
            <source>The call is over</source>
            <translation>The call is over</translation>
        </message>
    </context>
    <context>
        <name>CasePanel</name>
        <message>
            <source>Owed now</source>
            <translation>Owed now</translation>
        </message>
        <message>
            <source>Principal</source>
            <translation>Principal</translation>
        </message>
        <message>
            <source>Interest</source>
            <translation>Interest</translation>
        </message>
        <message>
            <source>Fees</source>
            <translation>Fees</translation>
        </message>
        <message>
            <source>Paid</source>
            <translation>Paid</translation>
        </message>
        <message>
            <source>Debts</source>
            <translation>Debts</translation>
        </message>
        <message>
            <source>History</source>
            <translation>History</translation>
        </message>
        <message>
            <source>History of contacts, promises and payments</source>
            <translation>History of contacts, promises and payments</translation>
        </message>
        <message>
            <source>Amounts, creditor and history appear when the right person is confirmed.</source>
            <translation>Amounts, creditor and history appear when the right person is confirmed.</translation>
        </message>
        <message>
            <source>Why this file opened</source>
            <translation>Why this file opened</translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) overdue</source>
            <translation>
                <numerusform>%n day overdue</numerusform>
                <numerusform>%n days overdue</numerusform>
            </translation>
        </message>
        <message>
            <source>No debt in this file</source>
            <translation>No debt in this file</translation>
        </message>
        <message>
            <source>as of {day}</source>
            <translation>as of {day}</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
        <message>
            <source>{creditor}, {product}, {ref}: {amount}, due {day}</source>
            <translation>{creditor}, {product}, {ref}: {amount}, due {day}</translation>
        </message>
    </context>
    <context>
        <name>CommitmentPanel</name>
        <message>
            <source>Commitment</source>
            <translation>Commitment</translation>
        </message>
        <message>
            <source>Promise</source>
            <translation>Promise</translation>
        </message>
        <message>
            <source>Plan</source>
            <translation>Plan</translation>
        </message>
        <message>
            <source>Not yet a promise: {faults}</source>
            <translation>Not yet a promise: {faults}</translation>
        </message>
    </context>
    <context>
        <name>CompareSheet</name>
        <message>
            <source>Is it the same person?</source>
            <translation>Is it the same person?</translation>
        </message>
        <message>
            <source>This file</source>
            <translation>This file</translation>
        </message>
        <message>
            <source>Other file</source>
            <translation>Other file</translation>
        </message>
        <message>
            <source>Keep this one</source>
            <translation>Keep this one</translation>
        </message>
        <message>
            <source>Next file</source>
            <translation>Next file</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>Put together, calls, debts, numbers and holds are in one file; it can be undone.</source>
            <translation>Put together, calls, debts, numbers and holds are in one file; it can be undone.</translation>
        </message>
        <message>
            <source>Nothing to compare: no other file looks like the same person, or nobody is confirmed yet.</source>
            <translation>Nothing to compare: no other file looks like the same person, or nobody is confirmed yet.</translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) of history</source>
            <translation>
                <numerusform>%n line of history</numerusform>
                <numerusform>%n lines of history</numerusform>
            </translation>
        </message>
        <message>
            <source>No numbers</source>
            <translation>No numbers</translation>
        </message>
        <message>
            <source>No debts</source>
            <translation>No debts</translation>
        </message>
    </context>
    <context>
        <name>ConnectSheet</name>
        <message>
            <source>Copied.</source>
            <translation>Copied.</translation>
        </message>
        <message>
            <source>Back to the recipe</source>
            <translation>Back to the recipe</translation>
        </message>
        <message>
            <source>Take the test</source>
            <translation>Take the test</translation>
        </message>
        <message>
            <source>✓ running on this computer</source>
            <translation>✓ running on this computer</translation>
        </message>
        <message>
            <source>✓ found on this computer</source>
            <translation>✓ found on this computer</translation>
        </message>
        <message>
            <source>not found on this computer</source>
            <translation>not found on this computer</translation>
        </message>
        <message>
            <source>Call yourself now: from your mobile to this phone, answer, say a few words, hang up. What arrives is written here at once.</source>
            <translation>Call yourself now: from your mobile to this phone, answer, say a few words, hang up. What arrives is written here at once.</translation>
        </message>
        <message>
            <source>The call was heard to its end.</source>
            <translation>The call was heard to its end.</translation>
        </message>
        <message>
            <source>Go on until the end.</source>
            <translation>Go on until the end.</translation>
        </message>
        <message>
            <source>Connect your phone</source>
            <translation>Connect your phone</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Phone</translation>
        </message>
        <message>
            <source>Recipe</source>
            <translation>Recipe</translation>
        </message>
        <message>
            <source>Write it for me</source>
            <translation>Write it for me</translation>
        </message>
        <message>
            <source>Take it out again</source>
            <translation>Take it out again</translation>
        </message>
        <message>
            <source>Numbers are dialled by</source>
            <translation>Numbers are dialled by</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Close</translation>
        </message>
    </context>
    <context>
        <name>CrashBar</name>
        <message>
            <source>Callside crashed last time. What was saved is safe; there is a report.</source>
            <translation>Callside crashed last time. What was saved is safe; there is a report.</translation>
        </message>
        <message>
            <source>Show the report</source>
            <translation>Show the report</translation>
        </message>
        <message>
            <source>Delete it</source>
            <translation>Delete it</translation>
        </message>
    </context>
    <context>
        <name>CrashSheet</name>
        <message>
            <source>Report of a crash</source>
            <translation>Report of a crash</translation>
        </message>
        <message>
            <source>It says where in the program it happened: no names, numbers, amounts or notes. It is sent nowhere; you may hand it to whoever looks after Callside.</source>
            <translation>It says where in the program it happened: no names, numbers, amounts or notes. It is sent nowhere; you may hand it to whoever looks after Callside.</translation>
        </message>
        <message>
            <source>Open its folder</source>
            <translation>Open its folder</translation>
        </message>
        <message>
            <source>Delete it</source>
            <translation>Delete it</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Close</translation>
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
            <translation>Next working day</translation>
        </message>
        <message>
            <source>+7</source>
            <translation>+7</translation>
        </message>
        <message>
            <source>In a week</source>
            <translation>In a week</translation>
        </message>
    </context>
    <context>
        <name>FileHints</name>
        <message>
            <source>Own</source>
            <translation>Own</translation>
        </message>
        <message>
            <source>Work</source>
            <translation>Work</translation>
        </message>
        <message>
            <source>Home</source>
            <translation>Home</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>Contact</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Undo</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Compare</translation>
        </message>
        <message numerus="yes">
            <source>Perhaps the same person: %n other file(s)</source>
            <translation>
                <numerusform>Perhaps the same person: %n other file</numerusform>
                <numerusform>Perhaps the same person: %n other files</numerusform>
            </translation>
        </message>
        <message>
            <source>{number} was put into this file.</source>
            <translation>{number} was put into this file.</translation>
        </message>
        <message>
            <source>{number} is not in this file. Keep it as:</source>
            <translation>{number} is not in this file. Keep it as:</translation>
        </message>
    </context>
    <context>
        <name>IdentityGate</name>
        <message>
            <source>Check who it is: {question} — on file: {answer}</source>
            <translation>Check who it is: {question} — on file: {answer}</translation>
        </message>
        <message>
            <source>Someone else is on the line: say nothing about a debt or a creditor.</source>
            <translation>Someone else is on the line: say nothing about a debt or a creditor.</translation>
        </message>
        <message>
            <source>Check who it is before any word about a debt.</source>
            <translation>Check who it is before any word about a debt.</translation>
        </message>
    </context>
    <context>
        <name>IdlePanel</name>
        <message>
            <source>Ready for the next call</source>
            <translation>Ready for the next call</translation>
        </message>
        <message>
            <source>When the phone rings, the right file opens by itself.</source>
            <translation>When the phone rings, the right file opens by itself.</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Number</translation>
        </message>
        <message>
            <source>Number to dial</source>
            <translation>Number to dial</translation>
        </message>
        <message>
            <source>Dial</source>
            <translation>Dial</translation>
        </message>
        <message>
            <source>Find a file</source>
            <translation>Find a file</translation>
        </message>
        <message>
            <source>It rings</source>
            <translation>It rings</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Undo</translation>
        </message>
        <message>
            <source>Wrap the call up again; both versions are kept.</source>
            <translation>Wrap the call up again; both versions are kept.</translation>
        </message>
        <message>
            <source>For phones that tell nothing: press when your phone rings.</source>
            <translation>For phones that tell nothing: press when your phone rings.</translation>
        </message>
        <message>
            <source>Unknown caller</source>
            <translation>Unknown caller</translation>
        </message>
        <message>
            <source>✓ Outcome saved: {who}</source>
            <translation>✓ Outcome saved: {who}</translation>
        </message>
    </context>
    <context>
        <name>ImportSheet</name>
        <message>
            <source>Import a file</source>
            <translation>Import a file</translation>
        </message>
        <message>
            <source>CSV, Excel or JSON; or drop the file on the window. Calls go on meanwhile.</source>
            <translation>CSV, Excel or JSON; or drop the file on the window. Calls go on meanwhile.</translation>
        </message>
        <message>
            <source>File</source>
            <translation>File</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Choose…</translation>
        </message>
        <message>
            <source>Check the file</source>
            <translation>Check the file</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Import</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Stop</translation>
        </message>
        <message>
            <source>Open the rejected rows</source>
            <translation>Open the rejected rows</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>Read so far</source>
            <translation>Read so far</translation>
        </message>
        <message>
            <source>What the columns mean</source>
            <translation>What the columns mean</translation>
        </message>
        <message>
            <source>(left out)</source>
            <translation>(left out)</translation>
        </message>
        <message>
            <source>{rows} rows read: {inserted} new, {updated} known, {rejected} rejected</source>
            <translation>{rows} rows read: {inserted} new, {updated} known, {rejected} rejected</translation>
        </message>
        <message>
            <source>Checking {file}: {rows} rows so far…</source>
            <translation>Checking {file}: {rows} rows so far…</translation>
        </message>
        <message>
            <source>Importing {file}: {rows} rows so far…</source>
            <translation>Importing {file}: {rows} rows so far…</translation>
        </message>
        <message>
            <source>{file}, nothing stored yet. {counts}</source>
            <translation>{file}, nothing stored yet. {counts}</translation>
        </message>
        <message>
            <source>✓ {file} is imported. {counts}</source>
            <translation>✓ {file} is imported. {counts}</translation>
        </message>
        <message>
            <source>Stopped. What was read is whole; import {file} again to complete it. {counts}</source>
            <translation>Stopped. What was read is whole; import {file} again to complete it. {counts}</translation>
        </message>
        <message>
            <source>The import ended without a word; try it again.</source>
            <translation>The import ended without a word; try it again.</translation>
        </message>
        <message>
            <source>Row {row}: {column} {reason}</source>
            <translation>Row {row}: {column} {reason}</translation>
        </message>
        <message>
            <source>and {count} more</source>
            <translation>and {count} more</translation>
        </message>
    </context>
    <context>
        <name>InboxPanel</name>
        <message>
            <source>Without outcome: {count}</source>
            <translation>Without outcome: {count}</translation>
        </message>
        <message>
            <source>Unknown caller</source>
            <translation>Unknown caller</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>KeyButton</name>
        <message>
            <source>Press a key…</source>
            <translation>Press a key…</translation>
        </message>
    </context>
    <context>
        <name>KeysPanel</name>
        <message>
            <source>Changed: {action}.</source>
            <translation>Changed: {action}.</translation>
        </message>
        <message>
            <source>All keys are as they came.</source>
            <translation>All keys are as they came.</translation>
        </message>
        <message>
            <source>All keys</source>
            <translation>All keys</translation>
        </message>
        <message>
            <source>Press a button, then the new key. Backspace: no key for all windows.</source>
            <translation>Press a button, then the new key. Backspace: no key for all windows.</translation>
        </message>
        <message>
            <source>In the desk</source>
            <translation>In the desk</translation>
        </message>
        <message>
            <source>In all windows</source>
            <translation>In all windows</translation>
        </message>
        <message>
            <source>While typing with Alt: {states}</source>
            <translation>While typing with Alt: {states}</translation>
        </message>
        <message>
            <source>Turn off</source>
            <translation>Turn off</translation>
        </message>
        <message>
            <source>Turn on</source>
            <translation>Turn on</translation>
        </message>
        <message>
            <source>All keys as they came</source>
            <translation>All keys as they came</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>Call bar</source>
            <translation>Call bar</translation>
        </message>
        <message>
            <source>In calls, when the desk is behind</source>
            <translation>In calls, when the desk is behind</translation>
        </message>
        <message>
            <source>Always</source>
            <translation>Always</translation>
        </message>
        <message>
            <source>Never</source>
            <translation>Never</translation>
        </message>
        <message>
            <source>Wayland keeps no window in front: the bar is the desk's top row.</source>
            <translation>Wayland keeps no window in front: the bar is the desk's top row.</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>The lines name a fictional agency. Put your own facts into a profile (see the README) before you call anybody.</source>
            <translation>The lines name a fictional agency. Put your own facts into a profile (see the README) before you call anybody.</translation>
        </message>
        <message>
            <source>That number cannot be dialled. Please check it.</source>
            <translation>That number cannot be dialled. Please check it.</translation>
        </message>
        <message>
            <source>The link to the phone is lost. Your notes are safe; if the call is over, say so with {key}.</source>
            <translation>The link to the phone is lost. Your notes are safe; if the call is over, say so with {key}.</translation>
        </message>
        <message>
            <source>Not everything is saved yet and it would be lost: close again to leave all the same.</source>
            <translation>Not everything is saved yet and it would be lost: close again to leave all the same.</translation>
        </message>
        <message>
            <source>Softphones cannot report their calls to this desk.</source>
            <translation>Softphones cannot report their calls to this desk.</translation>
        </message>
        <message>
            <source>Port {port} cannot be used, so no desk phone is heard. Please choose another one in settings.toml.</source>
            <translation>Port {port} cannot be used, so no desk phone is heard. Please choose another one in settings.toml.</translation>
        </message>
    </context>
    <context>
        <name>NewFileForm</name>
        <message>
            <source>Make the file</source>
            <translation>Make the file</translation>
        </message>
        <message>
            <source>Name, if known</source>
            <translation>Name, if known</translation>
        </message>
        <message>
            <source>What the caller said</source>
            <translation>What the caller said</translation>
        </message>
        <message>
            <source>Whose number is it?</source>
            <translation>Whose number is it?</translation>
        </message>
    </context>
    <context>
        <name>NotePanel</name>
        <message>
            <source>Note</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>What matters for the next call</source>
            <translation>What matters for the next call</translation>
        </message>
        <message>
            <source>waiting for the disk</source>
            <translation>waiting for the disk</translation>
        </message>
        <message>
            <source>saving</source>
            <translation>saving</translation>
        </message>
        <message>
            <source>✓ saved</source>
            <translation>✓ saved</translation>
        </message>
    </context>
    <context>
        <name>OutcomeFields</name>
        <message>
            <source>for example 2,000</source>
            <translation>for example 2,000</translation>
        </message>
        <message>
            <source>Not my debt</source>
            <translation>Not my debt</translation>
        </message>
        <message>
            <source>Paid already</source>
            <translation>Paid already</translation>
        </message>
        <message>
            <source>Wrong amount</source>
            <translation>Wrong amount</translation>
        </message>
        <message>
            <source>Goods or service</source>
            <translation>Goods or service</translation>
        </message>
        <message>
            <source>Lost income</source>
            <translation>Lost income</translation>
        </message>
        <message>
            <source>Illness</source>
            <translation>Illness</translation>
        </message>
        <message>
            <source>Family emergency</source>
            <translation>Family emergency</translation>
        </message>
        <message>
            <source>Business failed</source>
            <translation>Business failed</translation>
        </message>
        <message>
            <source>Cannot pay now</source>
            <translation>Cannot pay now</translation>
        </message>
        <message>
            <source>Will not pay</source>
            <translation>Will not pay</translation>
        </message>
        <message>
            <source>Wants it in writing</source>
            <translation>Wants it in writing</translation>
        </message>
        <message>
            <source>Asks for a reduction</source>
            <translation>Asks for a reduction</translation>
        </message>
    </context>
    <context>
        <name>PopPanel</name>
        <message>
            <source>Find the file</source>
            <translation>Find the file</translation>
        </message>
        <message>
            <source>Looking for the file…</source>
            <translation>Looking for the file…</translation>
        </message>
        <message>
            <source>Several files match</source>
            <translation>Several files match</translation>
        </message>
        <message>
            <source>Ask who is calling, then choose.</source>
            <translation>Ask who is calling, then choose.</translation>
        </message>
        <message>
            <source>Number withheld</source>
            <translation>Number withheld</translation>
        </message>
        <message>
            <source>No file can be found. Ask for name and case number.</source>
            <translation>No file can be found. Ask for name and case number.</translation>
        </message>
        <message>
            <source>Unknown caller</source>
            <translation>Unknown caller</translation>
        </message>
        <message>
            <source>{number} is in no file. Nothing about any debt may be said.</source>
            <translation>{number} is in no file. Nothing about any debt may be said.</translation>
        </message>
    </context>
    <context>
        <name>ReadingPanel</name>
        <message>
            <source>The file before the call</source>
            <translation>The file before the call</translation>
        </message>
        <message>
            <source>Read first, then dial</source>
            <translation>Read first, then dial</translation>
        </message>
        <message>
            <source>Put the file away</source>
            <translation>Put the file away</translation>
        </message>
        <message>
            <source>Esc</source>
            <translation>Esc</translation>
        </message>
        <message>
            <source>There is no number in this file.</source>
            <translation>There is no number in this file.</translation>
        </message>
        <message>
            <source>Nobody is on the line. A number key dials.</source>
            <translation>Nobody is on the line. A number key dials.</translation>
        </message>
        <message>
            <source>Nobody is on the line. No phone is there that can dial.</source>
            <translation>Nobody is on the line. No phone is there that can dial.</translation>
        </message>
        <message>
            <source>Dial {number} ({kind})</source>
            <translation>Dial {number} ({kind})</translation>
        </message>
    </context>
    <context>
        <name>RecipePage</name>
        <message>
            <source>It tells: {what}</source>
            <translation>It tells: {what}</translation>
        </message>
        <message>
            <source>It does not tell: {what}</source>
            <translation>It does not tell: {what}</translation>
        </message>
        <message>
            <source>Text to paste, step {number}</source>
            <translation>Text to paste, step {number}</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copy</translation>
        </message>
        <message>
            <source>Copy the text of step {number}</source>
            <translation>Copy the text of step {number}</translation>
        </message>
    </context>
    <context>
        <name>SearchSheet</name>
        <message>
            <source>Find a file</source>
            <translation>Find a file</translation>
        </message>
        <message>
            <source>Whom do you look for?</source>
            <translation>Whom do you look for?</translation>
        </message>
        <message>
            <source>Name, pinyin, initials, digits of a phone, contract or customer number</source>
            <translation>Name, pinyin, initials, digits of a phone, contract or customer number</translation>
        </message>
        <message>
            <source>Who was found</source>
            <translation>Who was found</translation>
        </message>
        <message>
            <source>Take this file off the call</source>
            <translation>Take this file off the call</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>Esc</source>
            <translation>Esc</translation>
        </message>
        <message>
            <source>Dial {number}</source>
            <translation>Dial {number}</translation>
        </message>
        <message>
            <source>Enter opens the file to read before you dial.</source>
            <translation>Enter opens the file to read before you dial.</translation>
        </message>
        <message>
            <source>Unknown caller</source>
            <translation>Unknown caller</translation>
        </message>
        <message>
            <source>Enter makes it the file of this call: {who}</source>
            <translation>Enter makes it the file of this call: {who}</translation>
        </message>
        <message>
            <source>The search is still being built ({percent} %): not everybody can be found yet.</source>
            <translation>The search is still being built ({percent} %): not everybody can be found yet.</translation>
        </message>
        <message>
            <source>There are more: type on.</source>
            <translation>There are more: type on.</translation>
        </message>
        <message>
            <source>No one found. Try fewer letters, the last four digits of a phone, or the contract number.</source>
            <translation>No one found. Try fewer letters, the last four digits of a phone, or the contract number.</translation>
        </message>
    </context>
    <context>
        <name>TalkPanel</name>
        <message>
            <source>How is the person? (number keys)</source>
            <translation>How is the person? (number keys)</translation>
        </message>
        <message>
            <source>Ask, then be quiet</source>
            <translation>Ask, then be quiet</translation>
        </message>
        <message>
            <source>✓ said</source>
            <translation>✓ said</translation>
        </message>
        <message>
            <source>Nobody's file is open yet: ask who is calling, then find the file.</source>
            <translation>Nobody's file is open yet: ask who is calling, then find the file.</translation>
        </message>
        <message>
            <source>No line fits: a fact is missing in the file.</source>
            <translation>No line fits: a fact is missing in the file.</translation>
        </message>
        <message>
            <source>Saying this binds us</source>
            <translation>Saying this binds us</translation>
        </message>
    </context>
    <context>
        <name>TimelineModel</name>
        <message>
            <source>(practice)</source>
            <translation>(practice)</translation>
        </message>
    </context>
    <context>
        <name>TimerPanel</name>
        <message>
            <source>Silence timer</source>
            <translation>Silence timer</translation>
        </message>
        <message>
            <source>Above: you. Below: they.</source>
            <translation>Above: you. Below: they.</translation>
        </message>
        <message>
            <source>You {own} % · they {their} %</source>
            <translation>You {own} % · they {their} %</translation>
        </message>
        <message>
            <source>You asked. Hold the silence, it works for you.</source>
            <translation>You asked. Hold the silence, it works for you.</translation>
        </message>
        <message>
            <source>They are thinking. Wait a little longer.</source>
            <translation>They are thinking. Wait a little longer.</translation>
        </message>
        <message>
            <source>Now one gentle sentence, then wait again.</source>
            <translation>Now one gentle sentence, then wait again.</translation>
        </message>
        <message>
            <source>No sound levels from this phone.</source>
            <translation>No sound levels from this phone.</translation>
        </message>
        <message>
            <source>Only your side is heard.</source>
            <translation>Only your side is heard.</translation>
        </message>
        <message>
            <source>Only their side is heard.</source>
            <translation>Only their side is heard.</translation>
        </message>
    </context>
    <context>
        <name>TodayPanel</name>
        <message>
            <source>Saved today</source>
            <translation>Saved today</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>Take back</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>Take it back: the call is wrapped up again and both versions are kept.</source>
            <translation>Take it back: the call is wrapped up again and both versions are kept.</translation>
        </message>
        <message>
            <source>Nothing has been saved today.</source>
            <translation>Nothing has been saved today.</translation>
        </message>
        <message>
            <source>number {number} kept in the file</source>
            <translation>number {number} kept in the file</translation>
        </message>
        <message>
            <source>the file of {other} was put into this one</source>
            <translation>the file of {other} was put into this one</translation>
        </message>
        <message>
            <source>Unknown caller</source>
            <translation>Unknown caller</translation>
        </message>
        <message>
            <source>(corrected)</source>
            <translation>(corrected)</translation>
        </message>
    </context>
    <context>
        <name>UnlockPanel</name>
        <message>
            <source>Opening the database…</source>
            <translation>Opening the database…</translation>
        </message>
        <message>
            <source>Choose a passphrase</source>
            <translation>Choose a passphrase</translation>
        </message>
        <message>
            <source>Enter the passphrase</source>
            <translation>Enter the passphrase</translation>
        </message>
        <message>
            <source>Write this recovery key down</source>
            <translation>Write this recovery key down</translation>
        </message>
        <message>
            <source>This computer has no key store, so a passphrase protects the files. At least eight characters.</source>
            <translation>This computer has no key store, so a passphrase protects the files. At least eight characters.</translation>
        </message>
        <message>
            <source>The files on this computer are encrypted.</source>
            <translation>The files on this computer are encrypted.</translation>
        </message>
        <message>
            <source>It opens the files when everything else is lost. It is shown only this once.</source>
            <translation>It opens the files when everything else is lost. It is shown only this once.</translation>
        </message>
        <message>
            <source>Enter the recovery key</source>
            <translation>Enter the recovery key</translation>
        </message>
        <message>
            <source>The desk cannot be opened</source>
            <translation>The desk cannot be opened</translation>
        </message>
        <message>
            <source>The database is damaged</source>
            <translation>The database is damaged</translation>
        </message>
        <message>
            <source>The database is being mended…</source>
            <translation>The database is being mended…</translation>
        </message>
        <message>
            <source>The database is mended</source>
            <translation>The database is mended</translation>
        </message>
        <message>
            <source>Recovery key</source>
            <translation>Recovery key</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>Passphrase</translation>
        </message>
        <message>
            <source>The passphrase again</source>
            <translation>The passphrase again</translation>
        </message>
        <message>
            <source>That was not the right one. Please try again.</source>
            <translation>That was not the right one. Please try again.</translation>
        </message>
        <message>
            <source>I have written it down</source>
            <translation>I have written it down</translation>
        </message>
        <message>
            <source>Mend it</source>
            <translation>Mend it</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Open</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copy</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Try again</translation>
        </message>
        <message>
            <source>Use the passphrase</source>
            <translation>Use the passphrase</translation>
        </message>
        <message>
            <source>Use the recovery key</source>
            <translation>Use the recovery key</translation>
        </message>
        <message>
            <source>At least eight characters, please.</source>
            <translation>At least eight characters, please.</translation>
        </message>
        <message>
            <source>The two are not the same.</source>
            <translation>The two are not the same.</translation>
        </message>
        <message>
            <source>✓ Copied</source>
            <translation>✓ Copied</translation>
        </message>
    </context>
    <context>
        <name>WhoRow</name>
        <message>
            <source>Who was on the line?</source>
            <translation>Who was on the line?</translation>
        </message>
    </context>
    <context>
        <name>WrapUpPanel</name>
        <message>
            <source>How did it come out?</source>
            <translation>How did it come out?</translation>
        </message>
        <message>
            <source>We spoke</source>
            <translation>We spoke</translation>
        </message>
        <message>
            <source>We did not, or it must stop</source>
            <translation>We did not, or it must stop</translation>
        </message>
        <message>
            <source>{outcome} (from the call itself)</source>
            <translation>{outcome} (from the call itself)</translation>
        </message>
        <message>
            <source>Nothing chosen yet: there is no default.</source>
            <translation>Nothing chosen yet: there is no default.</translation>
        </message>
        <message>
            <source>Saving…</source>
            <translation>Saving…</translation>
        </message>
        <message>
            <source>talked {time}</source>
            <translation>talked {time}</translation>
        </message>
        <message>
            <source>reached: {stage}</source>
            <translation>reached: {stage}</translation>
        </message>
        <message>
            <source>You talked {share} %, longest silence {silence} s, golden silences held {held}, broken {broken}, interruptions {interruptions}</source>
            <translation>You talked {share} %, longest silence {silence} s, golden silences held {held}, broken {broken}, interruptions {interruptions}</translation>
        </message>
        <message>
            <source>This outcome needs the right person, confirmed.</source>
            <translation>This outcome needs the right person, confirmed.</translation>
        </message>
        <message>
            <source>press Enter in the call-back time, or click one</source>
            <translation>press Enter in the call-back time, or click one</translation>
        </message>
        <message>
            <source>Cannot be saved yet: {faults}</source>
            <translation>Cannot be saved yet: {faults}</translation>
        </message>
    </context>
    <context>
        <name>actions</name>
        <message>
            <source>Answer</source>
            <translation>Answer</translation>
        </message>
        <message>
            <source>Right person</source>
            <translation>Right person</translation>
        </message>
        <message>
            <source>Someone else</source>
            <translation>Someone else</translation>
        </message>
        <message>
            <source>Save outcome</source>
            <translation>Save outcome</translation>
        </message>
        <message>
            <source>Other lines</source>
            <translation>Other lines</translation>
        </message>
        <message>
            <source>Next line</source>
            <translation>Next line</translation>
        </message>
        <message>
            <source>Previous line</source>
            <translation>Previous line</translation>
        </message>
        <message>
            <source>Next stage</source>
            <translation>Next stage</translation>
        </message>
        <message>
            <source>Previous stage</source>
            <translation>Previous stage</translation>
        </message>
        <message>
            <source>I asked, now silence</source>
            <translation>I asked, now silence</translation>
        </message>
        <message>
            <source>Said it</source>
            <translation>Said it</translation>
        </message>
        <message>
            <source>Hold or resume</source>
            <translation>Hold or resume</translation>
        </message>
        <message>
            <source>Mute or unmute</source>
            <translation>Mute or unmute</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>Hang up</translation>
        </message>
        <message>
            <source>Write a note</source>
            <translation>Write a note</translation>
        </message>
        <message>
            <source>Enter a promise</source>
            <translation>Enter a promise</translation>
        </message>
        <message>
            <source>Where the line comes from</source>
            <translation>Where the line comes from</translation>
        </message>
        <message>
            <source>Next call without outcome</source>
            <translation>Next call without outcome</translation>
        </message>
        <message>
            <source>Take back the outcome</source>
            <translation>Take back the outcome</translation>
        </message>
        <message>
            <source>Saved today</source>
            <translation>Saved today</translation>
        </message>
        <message>
            <source>Find a file</source>
            <translation>Find a file</translation>
        </message>
        <message>
            <source>Import a file</source>
            <translation>Import a file</translation>
        </message>
        <message>
            <source>New file</source>
            <translation>New file</translation>
        </message>
        <message>
            <source>Keep the number</source>
            <translation>Keep the number</translation>
        </message>
        <message>
            <source>Compare files</source>
            <translation>Compare files</translation>
        </message>
        <message>
            <source>Dial a number</source>
            <translation>Dial a number</translation>
        </message>
        <message>
            <source>Connect your phone</source>
            <translation>Connect your phone</translation>
        </message>
        <message>
            <source>Light or dark</source>
            <translation>Light or dark</translation>
        </message>
        <message>
            <source>中文 / English</source>
            <translation>中文 / English</translation>
        </message>
        <message>
            <source>Show the desk</source>
            <translation>Show the desk</translation>
        </message>
        <message>
            <source>Call bar always or not</source>
            <translation>Call bar always or not</translation>
        </message>
        <message>
            <source>All keys</source>
            <translation>All keys</translation>
        </message>
    </context>
    <context>
        <name>columns</name>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Phone number</source>
            <translation>Phone number</translation>
        </message>
        <message>
            <source>Phone at work</source>
            <translation>Phone at work</translation>
        </message>
        <message>
            <source>Phone at home</source>
            <translation>Phone at home</translation>
        </message>
        <message>
            <source>A contact's phone</source>
            <translation>A contact's phone</translation>
        </message>
        <message>
            <source>Principal</source>
            <translation>Principal</translation>
        </message>
        <message>
            <source>Interest</source>
            <translation>Interest</translation>
        </message>
        <message>
            <source>Fees</source>
            <translation>Fees</translation>
        </message>
        <message>
            <source>Paid</source>
            <translation>Paid</translation>
        </message>
        <message>
            <source>Balance</source>
            <translation>Balance</translation>
        </message>
        <message>
            <source>Due date</source>
            <translation>Due date</translation>
        </message>
        <message>
            <source>Days overdue</source>
            <translation>Days overdue</translation>
        </message>
        <message>
            <source>Amounts as of</source>
            <translation>Amounts as of</translation>
        </message>
        <message>
            <source>Currency</source>
            <translation>Currency</translation>
        </message>
        <message>
            <source>Creditor</source>
            <translation>Creditor</translation>
        </message>
        <message>
            <source>Product</source>
            <translation>Product</translation>
        </message>
        <message>
            <source>Contract number</source>
            <translation>Contract number</translation>
        </message>
        <message>
            <source>Customer number</source>
            <translation>Customer number</translation>
        </message>
        <message>
            <source>Form of address</source>
            <translation>Form of address</translation>
        </message>
        <message>
            <source>Identity question</source>
            <translation>Identity question</translation>
        </message>
        <message>
            <source>Identity answer</source>
            <translation>Identity answer</translation>
        </message>
        <message>
            <source>Time zone</source>
            <translation>Time zone</translation>
        </message>
        <message>
            <source>Contact history</source>
            <translation>Contact history</translation>
        </message>
        <message>
            <source>Contact: when</source>
            <translation>Contact: when</translation>
        </message>
        <message>
            <source>Contact: how</source>
            <translation>Contact: how</translation>
        </message>
        <message>
            <source>Contact: result</source>
            <translation>Contact: result</translation>
        </message>
        <message>
            <source>Contact: note</source>
            <translation>Contact: note</translation>
        </message>
        <message>
            <source>Holds</source>
            <translation>Holds</translation>
        </message>
    </context>
    <context>
        <name>labels</name>
        <message>
            <source>Identity</source>
            <translation>Identity</translation>
        </message>
        <message>
            <source>Greeting</source>
            <translation>Greeting</translation>
        </message>
        <message>
            <source>Listening</source>
            <translation>Listening</translation>
        </message>
        <message>
            <source>Options</source>
            <translation>Options</translation>
        </message>
        <message>
            <source>Commitment</source>
            <translation>Commitment</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>Cooperative</source>
            <translation>Cooperative</translation>
        </message>
        <message>
            <source>Resistant</source>
            <translation>Resistant</translation>
        </message>
        <message>
            <source>Anxious</source>
            <translation>Anxious</translation>
        </message>
        <message>
            <source>Despairing</source>
            <translation>Despairing</translation>
        </message>
        <message>
            <source>Angry</source>
            <translation>Angry</translation>
        </message>
        <message>
            <source>Evasive</source>
            <translation>Evasive</translation>
        </message>
        <message>
            <source>Disputing</source>
            <translation>Disputing</translation>
        </message>
        <message>
            <source>Abusive</source>
            <translation>Abusive</translation>
        </message>
        <message>
            <source>Hardship</source>
            <translation>Hardship</translation>
        </message>
        <message>
            <source>Third party</source>
            <translation>Third party</translation>
        </message>
        <message>
            <source>Ringing</source>
            <translation>Ringing</translation>
        </message>
        <message>
            <source>On the call</source>
            <translation>On the call</translation>
        </message>
        <message>
            <source>On hold</source>
            <translation>On hold</translation>
        </message>
        <message>
            <source>Link lost</source>
            <translation>Link lost</translation>
        </message>
        <message>
            <source>Ended</source>
            <translation>Ended</translation>
        </message>
        <message>
            <source>Incoming</source>
            <translation>Incoming</translation>
        </message>
        <message>
            <source>Outgoing</source>
            <translation>Outgoing</translation>
        </message>
        <message>
            <source>Call</source>
            <translation>Call</translation>
        </message>
        <message>
            <source>Hung up</source>
            <translation>Hung up</translation>
        </message>
        <message>
            <source>Not answered</source>
            <translation>Not answered</translation>
        </message>
        <message>
            <source>Busy</source>
            <translation>Busy</translation>
        </message>
        <message>
            <source>Declined</source>
            <translation>Declined</translation>
        </message>
        <message>
            <source>Number not in service</source>
            <translation>Number not in service</translation>
        </message>
        <message>
            <source>The call failed</source>
            <translation>The call failed</translation>
        </message>
        <message>
            <source>Ended, the line did not say why</source>
            <translation>Ended, the line did not say why</translation>
        </message>
        <message>
            <source>connecting</source>
            <translation>connecting</translation>
        </message>
        <message>
            <source>connected</source>
            <translation>connected</translation>
        </message>
        <message>
            <source>lost, trying again</source>
            <translation>lost, trying again</translation>
        </message>
        <message>
            <source>off</source>
            <translation>off</translation>
        </message>
        <message>
            <source>Own number in this file</source>
            <translation>Own number in this file</translation>
        </message>
        <message>
            <source>A contact's number in this file</source>
            <translation>A contact's number in this file</translation>
        </message>
        <message>
            <source>Last digits agree</source>
            <translation>Last digits agree</translation>
        </message>
        <message>
            <source>Chosen by you</source>
            <translation>Chosen by you</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Pinyin or initials</source>
            <translation>Pinyin or initials</translation>
        </message>
        <message>
            <source>End of a phone number</source>
            <translation>End of a phone number</translation>
        </message>
        <message>
            <source>Part of a phone number</source>
            <translation>Part of a phone number</translation>
        </message>
        <message>
            <source>Customer number</source>
            <translation>Customer number</translation>
        </message>
        <message>
            <source>Contract number</source>
            <translation>Contract number</translation>
        </message>
        <message>
            <source>Promise to pay</source>
            <translation>Promise to pay</translation>
        </message>
        <message>
            <source>Instalment plan</source>
            <translation>Instalment plan</translation>
        </message>
        <message>
            <source>Paid already</source>
            <translation>Paid already</translation>
        </message>
        <message>
            <source>Partial payment</source>
            <translation>Partial payment</translation>
        </message>
        <message>
            <source>Informed refusal</source>
            <translation>Informed refusal</translation>
        </message>
        <message>
            <source>Dispute</source>
            <translation>Dispute</translation>
        </message>
        <message>
            <source>Hardship case</source>
            <translation>Hardship case</translation>
        </message>
        <message>
            <source>Call back at</source>
            <translation>Call back at</translation>
        </message>
        <message>
            <source>Third party, message left</source>
            <translation>Third party, message left</translation>
        </message>
        <message>
            <source>Wrong number</source>
            <translation>Wrong number</translation>
        </message>
        <message>
            <source>No answer</source>
            <translation>No answer</translation>
        </message>
        <message>
            <source>Line busy</source>
            <translation>Line busy</translation>
        </message>
        <message>
            <source>Voicemail</source>
            <translation>Voicemail</translation>
        </message>
        <message>
            <source>Number dead</source>
            <translation>Number dead</translation>
        </message>
        <message>
            <source>Hung up early</source>
            <translation>Hung up early</translation>
        </message>
        <message>
            <source>Asked for no more calls</source>
            <translation>Asked for no more calls</translation>
        </message>
        <message>
            <source>Lawyer named</source>
            <translation>Lawyer named</translation>
        </message>
        <message>
            <source>Deceased or incapable</source>
            <translation>Deceased or incapable</translation>
        </message>
        <message>
            <source>Ended for abuse</source>
            <translation>Ended for abuse</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Amount</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Date</translation>
        </message>
        <message>
            <source>Channel</source>
            <translation>Channel</translation>
        </message>
        <message>
            <source>Instalments</source>
            <translation>Instalments</translation>
        </message>
        <message>
            <source>Call back</source>
            <translation>Call back</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>Lawyer's name</source>
            <translation>Lawyer's name</translation>
        </message>
        <message>
            <source>Lawyer's phone</source>
            <translation>Lawyer's phone</translation>
        </message>
        <message>
            <source>I warned once and said goodbye</source>
            <translation>I warned once and said goodbye</translation>
        </message>
        <message>
            <source>still missing</source>
            <translation>still missing</translation>
        </message>
        <message>
            <source>cannot be read</source>
            <translation>cannot be read</translation>
        </message>
        <message>
            <source>is after today</source>
            <translation>is after today</translation>
        </message>
        <message>
            <source>is in the past</source>
            <translation>is in the past</translation>
        </message>
        <message>
            <source>the amount is missing</source>
            <translation>the amount is missing</translation>
        </message>
        <message>
            <source>the date is missing</source>
            <translation>the date is missing</translation>
        </message>
        <message>
            <source>the channel is missing</source>
            <translation>the channel is missing</translation>
        </message>
        <message>
            <source>the number of instalments is missing</source>
            <translation>the number of instalments is missing</translation>
        </message>
        <message>
            <source>the amount is more than what is owed</source>
            <translation>the amount is more than what is owed</translation>
        </message>
        <message>
            <source>the date is in the past</source>
            <translation>the date is in the past</translation>
        </message>
        <message>
            <source>the date is beyond what you may agree to</source>
            <translation>the date is beyond what you may agree to</translation>
        </message>
        <message>
            <source>more instalments than you may agree to</source>
            <translation>more instalments than you may agree to</translation>
        </message>
        <message>
            <source>No calls</source>
            <translation>No calls</translation>
        </message>
        <message>
            <source>Dispute open</source>
            <translation>Dispute open</translation>
        </message>
        <message>
            <source>Lawyer only</source>
            <translation>Lawyer only</translation>
        </message>
        <message>
            <source>No third party</source>
            <translation>No third party</translation>
        </message>
        <message>
            <source>Do not ask before the agreed date</source>
            <translation>Do not ask before the agreed date</translation>
        </message>
        <message>
            <source>Promise</source>
            <translation>Promise</translation>
        </message>
        <message>
            <source>Payment</source>
            <translation>Payment</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Message</translation>
        </message>
        <message>
            <source>own number</source>
            <translation>own number</translation>
        </message>
        <message>
            <source>at work</source>
            <translation>at work</translation>
        </message>
        <message>
            <source>at home</source>
            <translation>at home</translation>
        </message>
        <message>
            <source>a contact's number</source>
            <translation>a contact's number</translation>
        </message>
        <message>
            <source>open</source>
            <translation>open</translation>
        </message>
        <message>
            <source>kept</source>
            <translation>kept</translation>
        </message>
        <message>
            <source>partly kept</source>
            <translation>partly kept</translation>
        </message>
        <message>
            <source>broken</source>
            <translation>broken</translation>
        </message>
        <message>
            <source>withdrawn</source>
            <translation>withdrawn</translation>
        </message>
        <message>
            <source>Cannot be undone: the file is not there any more.</source>
            <translation>Cannot be undone: the file is not there any more.</translation>
        </message>
        <message>
            <source>Cannot be undone: the other file is there already.</source>
            <translation>Cannot be undone: the other file is there already.</translation>
        </message>
        <message>
            <source>Cannot be undone yet: undo the later merge of this file first.</source>
            <translation>Cannot be undone yet: undo the later merge of this file first.</translation>
        </message>
        <message>
            <source>Cannot be undone: debts came in since, and nobody can say whose they are.</source>
            <translation>Cannot be undone: debts came in since, and nobody can say whose they are.</translation>
        </message>
        <message>
            <source>Timer rests</source>
            <translation>Timer rests</translation>
        </message>
        <message>
            <source>Talking</source>
            <translation>Talking</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pause</translation>
        </message>
        <message>
            <source>Golden silence: hold</source>
            <translation>Golden silence: hold</translation>
        </message>
        <message>
            <source>Golden silence: still theirs</source>
            <translation>Golden silence: still theirs</translation>
        </message>
        <message>
            <source>Offer one soft line</source>
            <translation>Offer one soft line</translation>
        </message>
        <message>
            <source>Dead air: say something</source>
            <translation>Dead air: say something</translation>
        </message>
        <message>
            <source>You talk long: ask</source>
            <translation>You talk long: ask</translation>
        </message>
        <message>
            <source>Both talk: let them finish</source>
            <translation>Both talk: let them finish</translation>
        </message>
        <message>
            <source>Not heard: use the key</source>
            <translation>Not heard: use the key</translation>
        </message>
        <message>
            <source>The disk is full. Nothing is lost: free some space and it is saved by itself.</source>
            <translation>The disk is full. Nothing is lost: free some space and it is saved by itself.</translation>
        </message>
        <message>
            <source>Another program holds the database. Nothing is lost: close it; we keep trying.</source>
            <translation>Another program holds the database. Nothing is lost: close it; we keep trying.</translation>
        </message>
        <message>
            <source>The database cannot be written. Nothing is lost: check its folder's rights.</source>
            <translation>The database cannot be written. Nothing is lost: check its folder's rights.</translation>
        </message>
        <message>
            <source>The database file is damaged. Nothing is lost: the call goes on, then mend it.</source>
            <translation>The database file is damaged. Nothing is lost: the call goes on, then mend it.</translation>
        </message>
        <message>
            <source>Something of ours failed and was reported. Nothing is lost while this is open.</source>
            <translation>Something of ours failed and was reported. Nothing is lost while this is open.</translation>
        </message>
        <message>
            <source>The disk does not answer. Nothing is lost while this window stays open.</source>
            <translation>The disk does not answer. Nothing is lost while this window stays open.</translation>
        </message>
        <message>
            <source>This is not the key of this database: check the passphrase and try again.</source>
            <translation>This is not the key of this database: check the passphrase and try again.</translation>
        </message>
        <message>
            <source>The database file is damaged. It was left as it is: put back a backup of it.</source>
            <translation>The database file is damaged. It was left as it is: put back a backup of it.</translation>
        </message>
        <message>
            <source>A newer Callside wrote this database: install that version to open it.</source>
            <translation>A newer Callside wrote this database: install that version to open it.</translation>
        </message>
        <message>
            <source>A network drive cannot keep the database safe: choose a folder on this computer.</source>
            <translation>A network drive cannot keep the database safe: choose a folder on this computer.</translation>
        </message>
        <message>
            <source>The key of this database is not on this computer: use the recovery key.</source>
            <translation>The key of this database is not on this computer: use the recovery key.</translation>
        </message>
        <message>
            <source>The key file beside the database is damaged: put back a copy of it.</source>
            <translation>The key file beside the database is damaged: put back a copy of it.</translation>
        </message>
        <message>
            <source>This database is already open in another Callside window: use that one.</source>
            <translation>This database is already open in another Callside window: use that one.</translation>
        </message>
        <message>
            <source>This database holds real files: give the demonstration a database of its own.</source>
            <translation>This database holds real files: give the demonstration a database of its own.</translation>
        </message>
        <message>
            <source>Something unexpected happened; a report without personal data was written.</source>
            <translation>Something unexpected happened; a report without personal data was written.</translation>
        </message>
        <message>
            <source>simulated line</source>
            <translation>simulated line</translation>
        </message>
        <message>
            <source>by hand</source>
            <translation>by hand</translation>
        </message>
        <message>
            <source>phone reports</source>
            <translation>phone reports</translation>
        </message>
        <message>
            <source>the softphone closed the control connection</source>
            <translation>the softphone closed the control connection</translation>
        </message>
        <message>
            <source>this port does not speak baresip's control protocol</source>
            <translation>this port does not speak baresip's control protocol</translation>
        </message>
        <message>
            <source>another program took the control connection</source>
            <translation>another program took the control connection</translation>
        </message>
        <message>
            <source>the softphone does not answer</source>
            <translation>the softphone does not answer</translation>
        </message>
    </context>
    <context>
        <name>mending</name>
        <message>
            <source>files</source>
            <translation>files</translation>
        </message>
        <message>
            <source>phones</source>
            <translation>phones</translation>
        </message>
        <message>
            <source>debts</source>
            <translation>debts</translation>
        </message>
        <message>
            <source>history</source>
            <translation>history</translation>
        </message>
        <message>
            <source>outcomes</source>
            <translation>outcomes</translation>
        </message>
        <message>
            <source>notes of calls</source>
            <translation>notes of calls</translation>
        </message>
        <message>
            <source>calls</source>
            <translation>calls</translation>
        </message>
        <message>
            <source>Looking for backups and for what can be read…</source>
            <translation>Looking for backups and for what can be read…</translation>
        </message>
        <message>
            <source>none</source>
            <translation>none</translation>
        </message>
        <message>
            <source>The newest backup is of {moment}: {files} files, latest outcome {latest}. It is put back, and what can still be read of the damaged file is added. The damaged file is kept.</source>
            <translation>The newest backup is of {moment}: {files} files, latest outcome {latest}. It is put back, and what can still be read of the damaged file is added. The damaged file is kept.</translation>
        </message>
        <message>
            <source>There is no backup. What can still be read is taken into a new database. The damaged file is kept.</source>
            <translation>There is no backup. What can still be read is taken into a new database. The damaged file is kept.</translation>
        </message>
        <message>
            <source>The database file is damaged and there is no backup here. It was left as it is: put back a backup with callside restore.</source>
            <translation>The database file is damaged and there is no backup here. It was left as it is: put back a backup with callside restore.</translation>
        </message>
        <message>
            <source>{rows} rows read</source>
            <translation>{rows} rows read</translation>
        </message>
        <message>
            <source>{files} files and {outcomes} outcomes are here.</source>
            <translation>{files} files and {outcomes} outcomes are here.</translation>
        </message>
        <message>
            <source>Not everything could be read: {kinds}.</source>
            <translation>Not everything could be read: {kinds}.</translation>
        </message>
        <message>
            <source>The damaged file lies in {aside}.</source>
            <translation>The damaged file lies in {aside}.</translation>
        </message>
        <message>
            <source>Today's backup could not be made: check the room on the disk and the backup folder.</source>
            <translation>Today's backup could not be made: check the room on the disk and the backup folder.</translation>
        </message>
    </context>
    <context>
        <name>phones</name>
        <message>
            <source>ringing</source>
            <translation>ringing</translation>
        </message>
        <message>
            <source>answered</source>
            <translation>answered</translation>
        </message>
        <message>
            <source>ended</source>
            <translation>ended</translation>
        </message>
        <message>
            <source>hold</source>
            <translation>hold</translation>
        </message>
        <message>
            <source>number</source>
            <translation>number</translation>
        </message>
        <message>
            <source>call id</source>
            <translation>call id</translation>
        </message>
        <message>
            <source>direction</source>
            <translation>direction</translation>
        </message>
        <message>
            <source>sound levels</source>
            <translation>sound levels</translation>
        </message>
        <message>
            <source>Tested with the real program.</source>
            <translation>Tested with the real program.</translation>
        </message>
        <message>
            <source>Tested by replaying its documented messages, not with the device.</source>
            <translation>Tested by replaying its documented messages, not with the device.</translation>
        </message>
        <message>
            <source>From its documentation only; not tested.</source>
            <translation>From its documentation only; not tested.</translation>
        </message>
        <message>
            <source>the connected line only</source>
            <translation>the connected line only</translation>
        </message>
        <message>
            <source>the line, else a tel: link</source>
            <translation>the line, else a tel: link</translation>
        </message>
        <message>
            <source>the line, else a sip: link</source>
            <translation>the line, else a sip: link</translation>
        </message>
        <message>
            <source>nothing: I dial myself</source>
            <translation>nothing: I dial myself</translation>
        </message>
        <message>
            <source>No line can dial: the number went to your phone program as a tel: link.</source>
            <translation>No line can dial: the number went to your phone program as a tel: link.</translation>
        </message>
        <message>
            <source>No line can dial: the number went to your phone program as a sip: link.</source>
            <translation>No line can dial: the number went to your phone program as a sip: link.</translation>
        </message>
        <message>
            <source>Nothing was dialled: no program here opens such links. Dial on your phone.</source>
            <translation>Nothing was dialled: no program here opens such links. Dial on your phone.</translation>
        </message>
        <message>
            <source>Nothing was dialled: dial on your phone.</source>
            <translation>Nothing was dialled: dial on your phone.</translation>
        </message>
        <message>
            <source>Written. A copy of the old file lies beside it. Start the phone again.</source>
            <translation>Written. A copy of the old file lies beside it. Start the phone again.</translation>
        </message>
        <message>
            <source>These settings already hold something of your own and were left alone: {keys}</source>
            <translation>These settings already hold something of your own and were left alone: {keys}</translation>
        </message>
        <message>
            <source>Nothing had to be changed.</source>
            <translation>Nothing had to be changed.</translation>
        </message>
        <message>
            <source>Taken out again; everything else stayed as it was.</source>
            <translation>Taken out again; everything else stayed as it was.</translation>
        </message>
        <message>
            <source>Quit the phone first: it would overwrite the file when it quits.</source>
            <translation>Quit the phone first: it would overwrite the file when it quits.</translation>
        </message>
        <message>
            <source>Its settings were not found. Start the phone once and set up its account.</source>
            <translation>Its settings were not found. Start the phone once and set up its account.</translation>
        </message>
        <message>
            <source>Its settings cannot be read. Nothing was changed; write them by hand.</source>
            <translation>Its settings cannot be read. Nothing was changed; write them by hand.</translation>
        </message>
        <message>
            <source>This phone cannot run a program from a folder like this one. Nothing changed.</source>
            <translation>This phone cannot run a program from a folder like this one. Nothing changed.</translation>
        </message>
        <message>
            <source>The file cannot be written. Check the disk and whether you may write there.</source>
            <translation>The file cannot be written. Check the disk and whether you may write there.</translation>
        </message>
        <message>
            <source>The file opens only when the call is answered.</source>
            <translation>The file opens only when the call is answered.</translation>
        </message>
        <message>
            <source>Stages and timer do not start: report the call by hand when you need them.</source>
            <translation>Stages and timer do not start: report the call by hand when you need them.</translation>
        </message>
        <message>
            <source>Say yourself when the call is over.</source>
            <translation>Say yourself when the call is over.</translation>
        </message>
        <message>
            <source>No file opens by itself: ask who is calling, then search.</source>
            <translation>No file opens by itself: ask who is calling, then search.</translation>
        </message>
        <message>
            <source>Two calls of one number at the same time cannot be told apart.</source>
            <translation>Two calls of one number at the same time cannot be told apart.</translation>
        </message>
        <message>
            <source>Who dialled is not known.</source>
            <translation>Who dialled is not known.</translation>
        </message>
        <message>
            <source>Mark silences by key: nothing can be heard.</source>
            <translation>Mark silences by key: nothing can be heard.</translation>
        </message>
    </context>
    <context>
        <name>shortcuts</name>
        <message>
            <source>Keys for all windows work here (X11).</source>
            <translation>Keys for all windows work here (X11).</translation>
        </message>
        <message>
            <source>Keys for all windows work here, as your desktop's settings say (Wayland).</source>
            <translation>Keys for all windows work here, as your desktop's settings say (Wayland).</translation>
        </message>
        <message>
            <source>Keys for all windows work here (Windows).</source>
            <translation>Keys for all windows work here (Windows).</translation>
        </message>
        <message>
            <source>Keys for all windows are turned off.</source>
            <translation>Keys for all windows are turned off.</translation>
        </message>
        <message>
            <source>Keys for all windows begin as soon as the database is open.</source>
            <translation>Keys for all windows begin as soon as the database is open.</translation>
        </message>
        <message>
            <source>Keys for all windows need a screen.</source>
            <translation>Keys for all windows need a screen.</translation>
        </message>
        <message>
            <source>macOS gives no keys for all windows: let a shortcut of the system run 'callside do'.</source>
            <translation>macOS gives no keys for all windows: let a shortcut of the system run 'callside do'.</translation>
        </message>
        <message>
            <source>Keys for all windows do not work: libX11 or the X server does not answer.</source>
            <translation>Keys for all windows do not work: libX11 or the X server does not answer.</translation>
        </message>
        <message>
            <source>Keys for all windows do not work: the session's D-Bus does not answer.</source>
            <translation>Keys for all windows do not work: the session's D-Bus does not answer.</translation>
        </message>
        <message>
            <source>This desktop offers no keys for all windows: let a shortcut of the desktop run 'callside do'.</source>
            <translation>This desktop offers no keys for all windows: let a shortcut of the desktop run 'callside do'.</translation>
        </message>
        <message>
            <source>Keys for all windows were declined in the desktop's dialog.</source>
            <translation>Keys for all windows were declined in the desktop's dialog.</translation>
        </message>
        <message>
            <source>Keys for all windows do not work: the library 'keyboard' cannot be loaded.</source>
            <translation>Keys for all windows do not work: the library 'keyboard' cannot be loaded.</translation>
        </message>
        <message>
            <source>The system does not give us keys for all windows.</source>
            <translation>The system does not give us keys for all windows.</translation>
        </message>
        <message>
            <source>This is no key that can be used.</source>
            <translation>This is no key that can be used.</translation>
        </message>
        <message>
            <source>The number keys say how the person is, and write figures.</source>
            <translation>The number keys say how the person is, and write figures.</translation>
        </message>
        <message>
            <source>This key is needed for typing.</source>
            <translation>This key is needed for typing.</translation>
        </message>
        <message>
            <source>The system keeps this key for itself.</source>
            <translation>The system keeps this key for itself.</translation>
        </message>
        <message>
            <source>In all windows a key must be pressed with Ctrl or Alt.</source>
            <translation>In all windows a key must be pressed with Ctrl or Alt.</translation>
        </message>
    </context>
</TS>
