//! Examples of commands, and what to know before typing them.

/// Path of a command, examples in English, in Chinese.
pub(super) const EXAMPLES: &[(&str, &str, &str)] = &[
    (
        "po",
        "Examples:\n  po init records-of-our-ministry\n  po case new --title \"May drones deliver mail?\" --source ministry --host motc --proposed 2019-02-12\n  po case list --open\n  po report quarterly 2019Q2",
        "範例：\n  po init 本部紀錄庫\n  po case new --title \"無人機可否送信？\" --source ministry --host 交通部 --proposed 108-02-12\n  po case list --open\n  po report quarterly 108年第2季",
    ),
    (
        "po case new",
        "Example:\n  po case new --title \"May drones deliver mail?\" --source ministry --host motc --proposed 2019-02-12 --number 45\nOn a terminal it asks for what is missing.",
        "範例：\n  po case new --title \"無人機可否送信？\" --source ministry --host 交通部 --proposed 108-02-12 --number 45\n在終端機上會逐項詢問未給的欄位。",
    ),
    (
        "po case list",
        "Examples:\n  po case list --open --agency mohw --role host\n  po case list --stage tracked --format csv\n  po case list --at HEAD~1",
        "範例：\n  po case list --open --agency 衛福部 --role host\n  po case list --stage 列管 --format csv\n  po case list --at HEAD~1",
    ),
    (
        "po case watch",
        "Example:\n  po case watch --agency moi\nThe thresholds are `watch = [1000, 3000]` in records/store.toml.",
        "範例：\n  po case watch --agency 內政部\n門檻載於 records/store.toml：`watch = [1000, 3000]`。",
    ),
    (
        "po case petition qualify",
        "Examples:\n  po case petition qualify c202108-2k7f --on 2021-09-24\n  po case petition qualify c202108-2k7f --on 2021-09-24 --reply-due 2021-11-23\n  po case petition qualify c202108-2k7f --on 2021-09-25 --reason \"Join shows another day\"\nThe stage of the case stays: `po case stage REF proposed` is a step of its own.",
        "範例：\n  po case petition qualify c202108-2k7f --on 110-09-24\n  po case petition qualify c202108-2k7f --on 110-09-24 --reply-due 110-11-23\n  po case petition qualify c202108-2k7f --on 110-09-25 --reason 平臺所載日期不同\n案件階段不變；提案請另用 `po case stage REF 提案`。",
    ),
    (
        "po case stage",
        "Example:\n  po case stage 45 not-held --reason \"the ministry found a quicker way\"",
        "範例：\n  po case stage 45 不辦理 --reason \"部會已有更有效作法\"",
    ),
    (
        "po case report",
        "Examples:\n  po case report 45 --meeting 108年5月 --text \"reply posted\" --ask release --decided kept --next \"survey of the proposer\" --by 2019-06-30\n  po case report 45 --meeting 108年5月 --text \"law before the legislature\" --decided released-when --condition \"the law is in force\"",
        "範例：\n  po case report 45 --meeting 108年5月 --text 已上網回應 --ask 請解管 --decided 持續列管 --next 提案人滿意度調查 --by 108-06-30\n  po case report 45 --meeting 108年5月 --text 修法已送立法院 --decided released-when --condition 修正條文施行",
    ),
    (
        "po case condition",
        "Example:\n  po case condition 45 --met-on 2019-09-01\nThe report is named where several conditions are open.",
        "範例：\n  po case condition 45 --met-on 108-09-01\n有多項條件尚未成就時，須指明提報列。",
    ),
    (
        "po case release",
        "Example:\n  po case release 45 --on 2019-10-07 --meeting 108年10月 --reason \"the reply is public\"",
        "範例：\n  po case release 45 --on 108-10-07 --meeting 108年10月 --reason 已公開回應",
    ),
    (
        "po case merge",
        "Examples:\n  po case merge 45 46 --reason \"opposite petitions on one matter\"\n  po case merge 45 46 --reason \"one petition, entered twice\" --dry-run\nWhat the second case holds goes to the first, rows by their keys. Where single values differ, the first\nkeeps its own until one is chosen (po conflict show). Planned meetings about the second are about both.",
        "範例：\n  po case merge 45 46 --reason 正反連署併同討論\n  po case merge 45 46 --reason 同一連署重複建檔 --dry-run\n後案各列併入前案；單一欄位所載不一者暫留前案所載，待擇定（po conflict show）。後案已排定之會議，兩案併同列載。",
    ),
    (
        "po case why",
        "Examples:\n  po case why 45\n  po case why 45 --at 2019-07-01 --format json",
        "範例：\n  po case why 45\n  po case why 45 --at 108-07-01 --format json",
    ),
    (
        "po case commitment update",
        "Examples:\n  po case commitment update 45 C1 --text \"draft announced\" --evidence https://example.org/draft\n  po case commitment update 45 C1 --due 2019-12-31 --reason \"a second round of comments\"\n  po case commitment update 45 C1 --status done",
        "範例：\n  po case commitment update 45 C1 --text 草案已預告 --evidence https://example.org/draft\n  po case commitment update 45 C1 --due 108-12-31 --reason 再次徵詢意見\n  po case commitment update 45 C1 --status 已完成",
    ),
    (
        "po commitment list",
        "Examples:\n  po commitment list --overdue\n  po commitment list --agency motc --as-of 2021-04-30",
        "範例：\n  po commitment list --overdue\n  po commitment list --agency 交通部 --as-of 110-04-30",
    ),
    (
        "po explain",
        "Examples:\n  po explain prep\n  po explain qualified_on",
        "範例：\n  po explain 會前會\n  po explain qualified_on",
    ),
    (
        "po case set",
        "Example:\n  po case set 45 core_question=\"How can anglers and harbours share the quay?\"",
        "範例：\n  po case set 45 core_question=\"釣客與漁港如何共用碼頭？\"",
    ),
    (
        "po meeting new",
        "Example:\n  po meeting new --kind collaborative --number 45 --case 45 --title \"Collaborative meeting 45\" --date 2019-04-12",
        "範例：\n  po meeting new --kind collaborative --number 45 --case 45 --title \"第45次協作會議\" --date 108-04-12",
    ),
    (
        "po meeting plan",
        "Examples:\n  po meeting plan 45 --dry-run\n  po meeting plan m201904-x3qd --template basic --elements agenda-ahead,transcript\n  po meeting sheet m201904-x3qd --format md\nA second run replaces what nobody has done, moved, changed or added, and says what it keeps.",
        "範例：\n  po meeting plan 45 --dry-run\n  po meeting plan m201904-x3qd --template basic --elements 事前議程,逐字稿\n  po meeting sheet m201904-x3qd --format md\n再次執行時，未完成、未改期、未修改、非自行新增的事項由新籌備事項取代，其餘保留並逐一列出。",
    ),
    (
        "po vote",
        "Examples:\n  po vote open m201907-x3qd --officers 30 --secretariat 4\n  po vote candidate m201907-x3qd --case 45\n  po vote candidate m201907-x3qd --case 46,47\n  po vote tally m201907-x3qd 45 --ticks 17\n  po vote close m201907-x3qd",
        "範例：\n  po vote open m201907-x3qd --officers 30 --secretariat 4\n  po vote candidate m201907-x3qd --case 45\n  po vote candidate m201907-x3qd --case 46,47\n  po vote tally m201907-x3qd 45 --ticks 17\n  po vote close m201907-x3qd",
    ),
    (
        "po history",
        "Examples:\n  po history 45\n  po history c201902-k7f2:commitment[x7f2].due\n  po history 45 --field commitment.due\n  po history --agency mohw --from 2019-01-01 --operation case\n  po history --at 2021-06-30 --limit 20\nA record that was removed answers to its id. Without a record, the newest 50 commits are shown.",
        "範例：\n  po history 45\n  po history c201902-k7f2:commitment[x7f2].due\n  po history 第45案 --field commitment.due\n  po history --agency 衛福部 --from 108-01-01 --operation case\n  po history --at 110-06-30 --limit 20\n已移除的紀錄可用代號查詢。未指定紀錄時，列出最近 50 次異動。",
    ),
    (
        "po diff",
        "Examples:\n  po diff 2021-01-01..2021-06-30\n  po diff HEAD~5.. 45\n  po diff 2021-01-01 --agency mohw --stat\n  po diff v1..v2 --kind case --format json\nA day means what was published by its end; what is left out is HEAD.",
        "範例：\n  po diff 110-01-01..110-06-30\n  po diff HEAD~5.. 45\n  po diff 110-01-01 --agency 衛福部 --stat\n  po diff v1..v2 --kind case --format json\n日期指當日結束時已公開的版本；省略者為 HEAD。",
    ),
    (
        "po blame",
        "Examples:\n  po blame 45\n  po blame 45 --field commitment.due\n  po blame c201902-k7f2:title --at 2021-06-30\nNamed is the oldest commit that has carried the value ever since; a merge only for a value that none\nof its sides had.",
        "範例：\n  po blame 45\n  po blame 第45案 --field commitment.due\n  po blame c201902-k7f2:title --at 110-06-30\n所列為該值自始沿用至今的最早提交；合併提交僅於各方皆無該值時列出。",
    ),
    (
        "po rules show",
        "Examples:\n  po rules show 2019-02-12\n  po rules show --format csv > rules.csv",
        "範例：\n  po rules show 108-02-12\n  po rules show --format csv > 規則.csv",
    ),
    (
        "po rules diff",
        "Example:\n  po rules diff 2018-07-02 2019-07-02",
        "範例：\n  po rules diff 107-07-02 108-07-02",
    ),
    (
        "po calendar show",
        "Examples:\n  po calendar show 2019\n  po calendar show 2019 --format json",
        "範例：\n  po calendar show 108\n  po calendar show 108 --format json",
    ),
    (
        "po calendar add",
        "Examples:\n  po calendar add 2019-02-12 10wd     2019-02-25\n  po calendar add today -3wd\n  po calendar add 2021-09-24 2m       2021-11-24\nA period of months that begins with a month ends with one: 2m from 28 February is 30 April.\nWhere other commands take a day, +10wd counts from today (or --as-of).",
        "範例：\n  po calendar add 108-02-12 10wd     108.02.25\n  po calendar add 今天 -3wd\n  po calendar add 110-09-24 2m       110.11.24\n自月初起算之月數，於月末屆滿：2月28日起 2m 為4月30日（民法第120、121條）。\n其他指令之日期可寫 +10wd，自今天（或 --as-of）起算。",
    ),
    (
        "po form export",
        "Examples:\n  po form export --agency mohw --out mohw.ods\n  po form export --agency mohw --month 2022-02 --out mohw.csv\nWhat an earlier return of the same form recorded stands in the shaded cells again. The form is written in the\nlanguage of the store, or in that of --lang.",
        "範例：\n  po form export --agency mohw --out 衛福部.ods\n  po form export --agency 衛福部 --month 111-02 --out 衛福部.csv\n同月表格如已匯入，底色欄位會帶出已記錄的內容。表格以紀錄庫之語言產生，或以 --lang 指定。",
    ),
    (
        "po form import",
        "Examples:\n  po form import mohw.ods\n  po form import mohw.csv --month 2022-02 --on 2022-02-09\nAn empty cell changes nothing, so that several returns of one form add up; the word `delete` in a cell takes back\nwhat an earlier return reported there. A second import of the same file changes nothing.",
        "範例：\n  po form import 衛福部.ods\n  po form import 衛福部.csv --month 111-02 --on 111-02-09\n空白欄位不更動既有內容，同一表格可分次填報；欄位填「刪除」表示撤回先前提報之內容。\n重複匯入不會產生變更。",
    ),
    (
        "po calendar polling",
        "Example:\n  po calendar polling 2020-01-11\nMeetings planned, votes opened and petitions opened in the pause before it are marked.",
        "範例：\n  po calendar polling 109-01-11\n其前暫停期間內所排會議、票選及開放之連署將予標示。",
    ),
    (
        "po calendar import",
        "Example:\n  po calendar import 117年中華民國政府行政機關辦公日曆表.csv\nThe files are at https://data.gov.tw/dataset/14718. A second run changes nothing.",
        "範例：\n  po calendar import 117年中華民國政府行政機關辦公日曆表.csv\n檔案見 https://data.gov.tw/dataset/14718。重複匯入不會產生變更。",
    ),
    (
        "po undo",
        "Examples:\n  po undo\n  po undo 3f2a91c --reason \"the wrong case\"\n  po undo 3f2a91c --dry-run\nNothing disappears: the commit stays in history and a new one takes its changes back. What was\nchanged again since is never overwritten. To redo, undo the undo.",
        "範例：\n  po undo\n  po undo 3f2a91c --reason 記錯案件\n  po undo 3f2a91c --dry-run\n原提交仍留在歷史中，另以新提交復原其內容；之後又修改過的欄位不會被覆蓋。要取消復原，再復原該次復原即可。",
    ),
    (
        "po due",
        "Examples:\n  po due --within 30d\n  po due --agency mol --as-of 2022-02-09\n  po due --format ics > due.ics\n  po due --within 0d --exit-code --quiet || mail …\nThe announced day wins; where it is not the rule's, both are told. Recommendations and habits are\ncalled so.",
        "範例：\n  po due --within 30d\n  po due --agency 勞動部 --as-of 111-02-09\n  po due --format ics > 期限.ics\n  po due --within 0d --exit-code --quiet || mail …\n以公告日期為準；與規則不同時並列。屬建議或慣例者均予註明。",
    ),
    (
        "po report quarterly",
        "Examples:\n  po report quarterly 2019Q2\n  po report quarterly --meeting 107Q2 --format md\n  po report quarterly 2019Q2 --agency motc --ids",
        "範例：\n  po report quarterly 108年第2季\n  po report quarterly --meeting 107Q2 --format md\n  po report quarterly 108Q2 --agency 交通部 --ids",
    ),
    (
        "po report monthly",
        "Examples:\n  po report monthly 2022-02\n  po report monthly 2022-02 --as-of 2022-02-08 --format md\nWith the day before the meeting the paper is what people had before them; without it, the month's\ndecisions are in it.",
        "範例：\n  po report monthly 111年2月\n  po report monthly 111-02 --as-of 111-02-08 --format md\n以會前一日為基準日，即會前資料；不指定則含當月裁示。",
    ),
    (
        "po report verify",
        "Examples:\n  po report quarterly 2019Q2 --format json > 2019Q2.json\n  po report verify 2019Q2.json\nAny format and either language will do. Of the file only the report that it names is made again; exit 1\nwhere a figure differs, 3 where the store lacks the commit.",
        "範例：\n  po report quarterly 108年第2季 --format json > 108Q2.json\n  po report verify 108Q2.json\n各種格式、中英文皆可。僅重製檔案所載之報告；有數字不符時結束碼為 1，紀錄庫缺該提交時為 3。",
    ),
    (
        "po verify",
        "Examples:\n  po verify --anchor 3f2a91c\n  po verify\n  po verify 2021-01-01..2021-06-30 --format jsonl",
        "範例：\n  po verify --anchor 3f2a91c\n  po verify\n  po verify 2021-01-01..2021-06-30 --format jsonl",
    ),
    (
        "po guard install",
        "Examples:\n  po guard install --bare /srv/git/records.git\n  git -C /srv/git/records.git config --add po.trustedKey \"$(cat secretariat.pub)\"",
        "範例：\n  po guard install --bare /srv/git/records.git\n  git -C /srv/git/records.git config --add po.trustedKey \"$(cat secretariat.pub)\"",
    ),
    (
        "po guard check",
        "Example:\n  po guard check --range origin/main..HEAD",
        "範例：\n  po guard check --range origin/main..HEAD",
    ),
    (
        "po conflict show",
        "Examples:\n  po conflict show 45\n  po conflict show 45:title\n  po conflict show 45 --at 2019-07-01 --format json",
        "範例：\n  po conflict show 45\n  po conflict show 45:title\n  po conflict show 45 --at 108-07-01 --format json",
    ),
    (
        "po resolve",
        "Examples:\n  po resolve 45\n  po resolve 45 title 2\n  po resolve 45 'commitment[x7f2].due' 2019-09-01\n  po resolve --markers --dry-run\n  po resolve --markers && git merge --continue",
        "範例：\n  po resolve 45\n  po resolve 45 title 2\n  po resolve 45 'commitment[x7f2].due' 2019-09-01\n  po resolve --markers --dry-run\n  po resolve --markers && git merge --continue",
    ),
    (
        "po sync",
        "Examples:\n  po sync\n  po sync --dry-run\n  po sync origin --format json\ngit itself fetches and pushes, with your own ssh, proxy and passwords. Records are merged by\nfield; what both sides set differently waits in the record (`po resolve`) and blocks nothing.\nWhere a push is refused this store stays as it was. It may be stopped and repeated at any time.",
        "範例：\n  po sync\n  po sync --dry-run\n  po sync origin --format json\n由 git 收送資料，沿用既有之 ssh、代理伺服器及密碼設定。紀錄逐欄合併；雙方所載不一者\n留於紀錄中待擇定（`po resolve`），不影響作業。送出遭拒時，本地紀錄庫維持原狀。\n可隨時中斷、重複執行。",
    ),
    (
        "po clone",
        "Examples:\n  po clone https://example.org/records.git records\n  po clone ../shared.git records --branch main\nThe git of the clone is set up to merge records by field, as `po merge-driver --install` does it.",
        "範例：\n  po clone https://example.org/records.git 紀錄庫\n  po clone ../shared.git 紀錄庫 --branch main\n複本之 git 一併設定為逐欄合併紀錄，同「po merge-driver --install」。",
    ),
    (
        "po remote add",
        "Example:\n  po remote add origin git@example.org:records.git",
        "範例：\n  po remote add origin git@example.org:records.git",
    ),
    (
        "po publish",
        "Examples:\n  po publish t201902-k7f2 --to ../public --dry-run\n  po publish 45 t201902-k7f2 --to ../public\nRefused are internal records, drafts, transcripts inside the editing period,\nwords off the record, speakers without consent, and personal data. The meeting\nof a transcript, agencies and people come along; links to what is not public are\nleft out and told. A second run brings up to date.",
        "範例：\n  po publish t201902-k7f2 --to ../public --dry-run\n  po publish 45 t201902-k7f2 --to ../public\n內部紀錄、草稿、校對期間之逐字稿、不列入紀錄之發言、未同意具名之發言者\n及個人資料均不予公開。逐字稿所屬會議、機關及人員一併送出；尚未公開之紀錄\n不附連結並列出。再次執行即更新。",
    ),
    (
        "po receipt",
        "Examples:\n  po receipt t201902-k7f2#12 --out receipt.txt\n  po receipt 45 --at 2019-06-30 > receipt.txt\n  po receipt verify receipt.txt --key key.pub\nThe file has a recipe for sha1sum, sha256sum and ssh-keygen or gpg.",
        "範例：\n  po receipt t201902-k7f2#12 --out 憑證.txt\n  po receipt 45 --at 108-06-30 > 憑證.txt\n  po receipt verify 憑證.txt --key key.pub\n檔內附有以 sha1sum、sha256sum 及 ssh-keygen 或 gpg 查驗之步驟。",
    ),
    (
        "po receipt verify",
        "Examples:\n  po receipt verify receipt.txt --key key.pub\n  po receipt verify receipt.txt --commit 4f1c… --format json\nEnds with exit code 1 where anything differs.",
        "範例：\n  po receipt verify 憑證.txt --key key.pub\n  po receipt verify 憑證.txt --commit 4f1c… --format json\n有任何不符時，結束碼為 1。",
    ),
    (
        "po transcript correct",
        "Examples:\n  po transcript correct t201902-k7f2 --speech 12 --text \"…\" --asked-by 甲 --reason \"misheard\"\n  po transcript correct t201902-k7f2 --speech 12 --by 乙 --asked-by 乙 --reason \"wrong speaker\"\n  po transcript correct t201902-k7f2 --speech 14 --withhold --asked-by 丙 --reason \"names a patient\"\nWhat was published stays, with who asked and why. Of a withheld text only the\nmark stays.",
        "範例：\n  po transcript correct t201902-k7f2 --speech 12 --text \"…\" --asked-by 甲 --reason \"聽誤\"\n  po transcript correct t201902-k7f2 --speech 12 --by 乙 --asked-by 乙 --reason \"發言者誤植\"\n  po transcript correct t201902-k7f2 --speech 14 --withhold --asked-by 丙 --reason \"提及病患姓名\"\n更正保留原文、請求者與理由；隱去者僅留標記。",
    ),
    (
        "po transcript import",
        "Example:\n  po transcript import --dry-run --format json *.md",
        "範例：\n  po transcript import --dry-run --format json *.md",
    ),
];
