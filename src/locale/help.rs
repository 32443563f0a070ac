//! The words of `--help`: what every command and argument is for, with examples. Fields of records
//! have their words in their own declaration.
//!
//! A test walks the tree of commands and names what has no words here.

use super::Language;

/// Path of a command, English, Chinese.
const COMMANDS: &[(&str, &str, &str)] = &[
    (
        "po",
        "Cases, meetings and transcripts of the Participation Officer network, as TOML in git",
        "開放政府聯絡人的案件、會議與逐字稿：以 TOML 存於 git，每次修改皆可稽核",
    ),
    (
        "po init",
        "Make a new store, with the agencies, rules, calendars and templates of the network",
        "建立紀錄庫，內含機關、規則、辦公日曆與籌備範本",
    ),
    ("po case", "The topics of the network", "案件"),
    (
        "po case new",
        "Record a new case; prints its id",
        "新增案件；印出代號",
    ),
    ("po case list", "List cases", "列出案件"),
    (
        "po case watch",
        "List the watched petitions: supports, own thresholds, what the last import changed",
        "列出關注中的連署：附議數、自訂門檻、最近一次匯入之變動",
    ),
    (
        "po case petition qualify",
        "Record that a petition qualified; says when the reply is due",
        "記錄連署成案，並顯示回應期限",
    ),
    ("po case show", "Show a case", "顯示案件"),
    ("po case set", "Set fields of a case", "修改案件欄位"),
    (
        "po case edit",
        "Edit a case in your editor",
        "以編輯器編修案件",
    ),
    (
        "po case stage",
        "Record that a case enters a stage",
        "記錄案件進入新階段",
    ),
    ("po case number", "Give a case its number", "編定案件序號"),
    (
        "po case report",
        "Record what was reported about a case at a meeting, asked and decided",
        "記錄案件於會議之提報、請求與裁示",
    ),
    (
        "po case condition",
        "Record that the condition of a release is met",
        "記錄解管條件已成就",
    ),
    (
        "po case release",
        "Record that a case is released from tracking",
        "記錄案件解除列管",
    ),
    (
        "po case why",
        "When a case came up, how it was chosen, what was decided, why it ended",
        "案件何時提出、如何選定、歷次裁示及結束理由",
    ),
    (
        "po case commitment update",
        "Record what became of a promise, or move its due date",
        "記錄承諾事項辦理情形，或變更期限",
    ),
    (
        "po case agency settle",
        "Record how the hosts were settled, and which of them leads",
        "記錄主辦分工如何確認及主責機關",
    ),
    (
        "po case rm",
        "Remove a case that no other record names",
        "移除未被引用的案件",
    ),
    (
        "po meeting",
        "Collaborative, working, prep, monthly and quarterly meetings",
        "會議：協作會議、工作會議、會前會、月會、季會等",
    ),
    (
        "po meeting new",
        "Record a meeting; prints its id",
        "新增會議；印出代號",
    ),
    ("po meeting list", "List meetings", "列出會議"),
    ("po meeting show", "Show a meeting", "顯示會議"),
    ("po meeting set", "Set fields of a meeting", "修改會議欄位"),
    (
        "po meeting edit",
        "Edit a meeting in your editor",
        "以編輯器編修會議",
    ),
    (
        "po meeting hold",
        "Record that a meeting was held",
        "記錄會議已召開",
    ),
    (
        "po meeting cancel",
        "Record that a meeting is called off, put off or not held",
        "記錄會議取消、延期或不辦理",
    ),
    (
        "po meeting plan",
        "Write the tasks that prepare a meeting, counted back from it in working days",
        "產生籌備事項，自會議日往前推算工作天",
    ),
    (
        "po meeting sheet",
        "Print who does what until when",
        "印出籌備分工表",
    ),
    (
        "po meeting task done",
        "Record that a task is done",
        "記錄事項已完成",
    ),
    (
        "po meeting task move",
        "Give a task another day, with the reason",
        "事項改期（附理由）",
    ),
    (
        "po meeting chief list",
        "List the chiefs, and whether each is the person of the last quarterly meeting",
        "列出與會首長，並與上次季會比較是否同一人",
    ),
    (
        "po meeting rm",
        "Remove a meeting that no other record names",
        "移除未被引用的會議",
    ),
    (
        "po transcript",
        "What was said, and its way to publication",
        "逐字稿及其公開程序",
    ),
    (
        "po transcript import",
        "Import published transcripts in Markdown",
        "匯入已公開之 Markdown 逐字稿",
    ),
    ("po transcript list", "List transcripts", "列出逐字稿"),
    ("po transcript show", "Show a transcript", "顯示逐字稿"),
    (
        "po transcript send",
        "Record that the draft went to the speakers",
        "記錄草稿已寄送發言者校對",
    ),
    (
        "po transcript set",
        "Set fields of a transcript",
        "修改逐字稿欄位",
    ),
    (
        "po transcript edit",
        "Edit a transcript in your editor",
        "以編輯器編修逐字稿",
    ),
    (
        "po transcript publish",
        "Record that a transcript is public",
        "記錄逐字稿已公開",
    ),
    (
        "po transcript correct",
        "Correct or withhold what was said; before publication speakers smooth their own words",
        "更正或隱去發言內容；公開前由發言者修改本人發言",
    ),
    (
        "po transcript export",
        "Write a transcript as Markdown",
        "輸出 Markdown 逐字稿",
    ),
    ("po transcript rm", "Remove a transcript", "移除逐字稿"),
    (
        "po publish",
        "Bring ready records of this store into a public one, in one commit",
        "將已可公開之紀錄送入公開紀錄庫，合為一次提交",
    ),
    ("po agency", "Ministries and agencies", "機關"),
    ("po agency new", "Record an agency", "新增機關"),
    (
        "po agency list",
        "List the agencies of today",
        "列出現行機關",
    ),
    ("po agency show", "Show an agency", "顯示機關"),
    ("po agency set", "Set fields of an agency", "修改機關欄位"),
    (
        "po agency edit",
        "Edit an agency in your editor",
        "以編輯器編修機關",
    ),
    (
        "po agency load",
        "Open cases, meetings and tasks of each host in a month, with clashes",
        "各主辦機關當月未結案件、會議與到期事項，並提示撞期",
    ),
    (
        "po agency ledger",
        "What an agency gave to the network: evidence for commendation",
        "機關貢獻紀錄（敘獎佐證）",
    ),
    (
        "po agency rm",
        "Remove an agency that no other record names",
        "移除未被引用的機關",
    ),
    (
        "po person",
        "Officers and officials and their posts; no contact data",
        "人員與職務（不含聯絡資料）",
    ),
    ("po person new", "Record a person", "新增人員"),
    ("po person list", "List people", "列出人員"),
    ("po person show", "Show a person", "顯示人員"),
    ("po person set", "Set fields of a person", "修改人員欄位"),
    (
        "po person edit",
        "Edit a person in your editor",
        "以編輯器編修人員",
    ),
    (
        "po person train",
        "Record a training that a person took",
        "記錄受訓",
    ),
    ("po person rm", "Remove a person", "移除人員"),
    ("po commitment", "The promises of all cases", "各案承諾事項"),
    (
        "po commitment list",
        "List promises, the longest overdue first",
        "列出承諾事項，逾期最久者在前",
    ),
    (
        "po vote",
        "The vote on topics in a monthly meeting, by the rules of its day",
        "月會議題票選（依當日規則）",
    ),
    (
        "po vote open",
        "Open the vote of a monthly meeting",
        "開始月會票選",
    ),
    (
        "po vote candidate",
        "Put one or more cases to the vote as one topic, next in order",
        "增列候選議題（一案或併數案，依序）",
    ),
    (
        "po vote tally",
        "Record the ticks or the announced share of a candidate, or what the host decided",
        "登載候選議題之票數、公布之得票率或主辦機關之決定",
    ),
    (
        "po vote close",
        "Close the vote and print what it comes to",
        "結束票選並印出結果",
    ),
    (
        "po vote show",
        "Show what a vote comes to, and the self-proposals to be reported",
        "顯示票選結果與應報告之自提免票選案",
    ),
    (
        "po effort",
        "Hours spent on a case, where somebody has them",
        "案件投入工時（有紀錄者）",
    ),
    (
        "po rules",
        "The rules in force on a day: limits, votes, caps",
        "規則：各日適用之期限、票選與人數上限",
    ),
    (
        "po rules list",
        "List the rule sets and what each changed",
        "列出各版規則與變動",
    ),
    (
        "po rules show",
        "Show the rules in force on a day",
        "顯示某日適用之規則",
    ),
    (
        "po rules diff",
        "Show where the rules of two days differ",
        "比較兩日適用之規則",
    ),
    (
        "po calendar",
        "The government office calendar and working days",
        "政府行政機關辦公日曆與工作天",
    ),
    (
        "po calendar show",
        "Show a year: holidays, and weekend days that are worked",
        "顯示一年之放假日與補行上班日",
    ),
    (
        "po calendar add",
        "Count from a day: working days, calendar days or months; prints the day",
        "自某日起算若干工作天、日或月；印出日期",
    ),
    (
        "po calendar import",
        "Import the government's calendar of a year",
        "匯入年度辦公日曆表",
    ),
    (
        "po form",
        "The monthly case-status form, for those who do not type commands",
        "月會辦理情形表（供不使用指令者填寫）",
    ),
    (
        "po form export",
        "Write the form of an agency: one row per open case, with cells to fill",
        "產生機關的辦理情形表：每案一列，填寫底色欄位",
    ),
    (
        "po form import",
        "Record a returned form in one commit, or refuse it row by row",
        "匯入填妥的辦理情形表，逐列核對，一次記錄",
    ),
    ("po show", "Show a record of any kind", "顯示任一紀錄"),
    ("po import", "Import what others publish", "匯入公開資料"),
    (
        "po import case-pages",
        "Import pages of the network's former public site",
        "匯入協作會議網站之案件頁",
    ),
    (
        "po import join",
        "Import petitions of the Join platform: facts, no texts, no names",
        "匯入公共政策網路參與平臺之連署（僅事實，不含內文與姓名）",
    ),
    ("po report", "Reports", "報告"),
    (
        "po report quarterly",
        "What a quarter brought: cases, meetings, replies, gaps",
        "季報：案件、會議、回應與未載事項",
    ),
    (
        "po due",
        "What is due, by when, and from which rule and event that follows",
        "待辦期限：何事、何時到期、依何規則與事件",
    ),
    (
        "po overview",
        "The open cases, as the monthly meeting reads them out",
        "未結案件一覽，供月會逐案確認",
    ),
    (
        "po status",
        "The store, and what is edited but not recorded",
        "紀錄庫狀態與尚未記錄的修改",
    ),
    (
        "po save",
        "Record what was edited by hand",
        "記錄手動編修的檔案",
    ),
    (
        "po check",
        "Find what is wrong or missing in the records",
        "檢查紀錄的錯漏",
    ),
    (
        "po schema",
        "Print the JSON Schema of a kind of record",
        "印出紀錄的 JSON Schema",
    ),
    (
        "po explain",
        "Explain a word of the network",
        "解釋網絡用語",
    ),
];

/// Path of a command (`*` for any), argument, English, Chinese.
const ARGUMENTS: &[(&str, &str, &str, &str)] = &[
    (
        "*",
        "store",
        "The store: its folder (else PO_STORE, else the folder you are in)",
        "紀錄庫目錄（預設為 PO_STORE，再為目前所在目錄）",
    ),
    (
        "*",
        "at",
        "Answer from the record as it was at a revision or on a day",
        "以某版本或某日的紀錄回答",
    ),
    (
        "*",
        "as-of",
        "Answer as of a day (default: today)",
        "以某日為基準（預設今天）",
    ),
    (
        "*",
        "for",
        "On whose behalf the change is made",
        "代何機關或何人記錄",
    ),
    ("*", "format", "How to print", "輸出格式"),
    ("*", "lang", "Language of the conversation", "介面語言"),
    ("*", "color", "Whether to use colours", "是否使用顏色"),
    (
        "*",
        "quiet",
        "Only warnings and errors beside the data",
        "僅顯示資料、注意與錯誤",
    ),
    ("*", "yes", "Never ask", "一律不詢問"),
    ("*", "help", "Show this help", "顯示說明"),
    ("*", "version", "Show the version", "顯示版本"),
    (
        "*",
        "REF",
        "The record: id, case number (45, 第45案), petition address, or a part of its title",
        "紀錄：代號、序號（45、第45案）、連署網址，或標題的一部分",
    ),
    (
        "*",
        "reason",
        "Why; it stands in the commit",
        "理由，將載入提交紀錄",
    ),
    ("*", "on", "The day (default: today)", "日期（預設今天）"),
    ("*", "from", "From this day", "起日"),
    ("*", "to", "To this day", "迄日"),
    (
        "*",
        "text",
        "Text in the title (臺 and 台, full and half width are the same)",
        "標題所含文字（臺／台、全形／半形視為相同）",
    ),
    ("*", "limit", "At most this many", "最多筆數"),
    ("*", "reverse", "In reverse order", "反向排序"),
    (
        "*",
        "agency",
        "The agency, by any of its names",
        "機關（簡稱、全名、英文縮寫皆可）",
    ),
    (
        "*",
        "dry-run",
        "Print what would change and write nothing",
        "僅印出將有的變更，不寫入",
    ),
    (
        "*",
        "FIELD=VALUE",
        "Fields and their values, such as core_question=… or stage[x7f2].on=2019-02-12",
        "欄位與值，如 core_question=… 或 stage[x7f2].on=2019-02-12",
    ),
    ("*", "unset", "A field to take away", "要移除的欄位"),
    ("*", "FILE", "Files or folders", "檔案或資料夾"),
    (
        "*",
        "out",
        "The file to write; it must not be there yet",
        "輸出檔；不得為既有檔案",
    ),
    ("*", "url", "Where it is published", "公開網址"),
    ("*", "licence", "The licence of the text", "文字授權"),
    ("*", "kind", "Only this kind", "僅此種類"),
    ("*", "status", "Only this status", "僅此狀態"),
    ("*", "case", "The case it is about", "所涉案件"),
    ("*", "meeting", "The meeting", "會議"),
    ("*", "role", "Only this part or post", "僅此角色"),
    ("*", "all", "Also those of the past", "含已裁撤或卸任者"),
    (
        "po init",
        "DIR",
        "The folder; it may be a git repository already",
        "目錄；可為既有 git 儲存庫",
    ),
    (
        "po init",
        "name",
        "The name of the store, shown in reports",
        "紀錄庫名稱，顯示於報告",
    ),
    (
        "po init",
        "secretariat",
        "The agency that runs the secretariat",
        "秘書單位",
    ),
    (
        "po init",
        "private",
        "A store that may hold what is not public",
        "可存放非公開內容之紀錄庫",
    ),
    (
        "po case new",
        "host",
        "The host agency, by any of its names; may be repeated",
        "主辦機關（任何名稱皆可）；可重複",
    ),
    (
        "po case new",
        "cohost",
        "A co-host; may be repeated",
        "協辦機關；可重複",
    ),
    (
        "po case new",
        "concerned",
        "An agency concerned; may be repeated",
        "有關機關；可重複",
    ),
    (
        "po case new",
        "proposed",
        "The day of the proposal",
        "提案日期",
    ),
    (
        "po case new",
        "petition",
        "The address of a petition; may be repeated",
        "連署網址；可重複",
    ),
    (
        "po case list",
        "stage",
        "Only this stage; may be repeated",
        "僅此階段；可重複",
    ),
    (
        "po case list",
        "open",
        "Only open cases: proposed to tracked",
        "僅未結案件（提案至列管）",
    ),
    ("po case list", "closed", "Only closed cases", "僅已結案件"),
    (
        "po case list",
        "source",
        "Only this source; may be repeated",
        "僅此來源；可重複",
    ),
    (
        "po case list",
        "role",
        "Only where the agency has this part",
        "僅機關擔任此角色者",
    ),
    (
        "po case list",
        "from",
        "Proposed on or after this day",
        "提案日不早於",
    ),
    (
        "po case list",
        "to",
        "Proposed on or before this day",
        "提案日不晚於",
    ),
    (
        "po case list",
        "tag",
        "Only with this tag; may be repeated",
        "僅含此標籤；可重複",
    ),
    (
        "po case list",
        "number",
        "Only this case number; may be repeated",
        "僅此序號；可重複",
    ),
    ("po case list", "sort", "The order", "排序依據"),
    (
        "po case stage",
        "STAGE",
        "The stage that the case enters",
        "進入的階段",
    ),
    (
        "po case stage",
        "meeting",
        "The meeting that decided it",
        "決定之會議",
    ),
    ("po case stage", "by", "Who decided it", "決定者"),
    ("po case stage", "note", "What else should be known", "備註"),
    ("po case number", "N", "The number", "序號"),
    (
        "po case report",
        "meeting",
        "The meeting at which it was reported",
        "提報之會議",
    ),
    ("po case report", "text", "What was reported", "提報內容"),
    (
        "po case report",
        "on",
        "The day (default: the first day of the meeting)",
        "日期（預設為會議首日）",
    ),
    ("po case report", "next", "What comes next", "下一步"),
    (
        "po case report",
        "by",
        "By when the next step is due",
        "下一步期限",
    ),
    (
        "po case report",
        "ask",
        "What was asked about tracking",
        "對列管之請求",
    ),
    (
        "po case report",
        "decided",
        "What was decided about tracking",
        "對列管之裁示",
    ),
    (
        "po case report",
        "condition",
        "The condition of the release, with --decided released-when",
        "解管條件（搭配 --decided released-when）",
    ),
    (
        "po case condition",
        "met-on",
        "The day on which the condition was met",
        "條件成就日",
    ),
    (
        "po case release",
        "on",
        "The day of the release",
        "解除列管日期",
    ),
    (
        "po case release",
        "meeting",
        "The meeting that decided it",
        "決定之會議",
    ),
    (
        "po case commitment update",
        "due",
        "The due date from now on; one that moves needs --reason",
        "新期限；變更期限須以 --reason 說明",
    ),
    (
        "po case commitment update",
        "reason",
        "Why; it stands in the record and in the commit",
        "理由，將載入紀錄與提交紀錄",
    ),
    (
        "po commitment list",
        "overdue",
        "Only open ones whose day is past",
        "僅列逾期未完成者",
    ),
    (
        "po commitment list",
        "agency",
        "Only those of this agency, by any of its names",
        "僅此機關（簡稱、全名、英文縮寫皆可）",
    ),
    (
        "po explain",
        "TERM",
        "The word, a part of it, or a field of a record (default: all words)",
        "詞彙、其一部分，或紀錄欄位名稱（預設列出全部）",
    ),
    (
        "po case agency settle",
        "by",
        "How it was settled",
        "分工確認方式",
    ),
    (
        "po case agency settle",
        "lead",
        "The host that leads the others, by any of its names",
        "主責之主辦機關（任何名稱皆可）",
    ),
    (
        "po agency load",
        "month",
        "The month: 2019-04, 108-04 (default: this month)",
        "年月：2019-04、108-04（預設本月）",
    ),
    (
        "po agency ledger",
        "AGENCY",
        "The agency, by any of its names",
        "機關（簡稱、全名、英文縮寫皆可）",
    ),
    (
        "po agency ledger",
        "year",
        "Only this year: 2019, 108 (default: all)",
        "僅此年度：2019、108（預設全部）",
    ),
    (
        "po meeting new",
        "date",
        "A day of the meeting; may be repeated",
        "會議日期；可重複",
    ),
    (
        "po meeting new",
        "case",
        "A case it is about; may be repeated",
        "所涉案件；可重複",
    ),
    ("po meeting new", "place", "Where it meets", "地點"),
    (
        "po meeting list",
        "number",
        "Only of this case number",
        "僅此序號",
    ),
    (
        "po meeting hold",
        "on",
        "The day it was held; may be repeated for several days",
        "召開日期；多日可重複",
    ),
    (
        "po meeting plan",
        "template",
        "The template: full, basic, hearing or one of the store's own (default: that of the kind)",
        "籌備範本：full、basic、hearing 或自訂（預設依會議種類）",
    ),
    (
        "po meeting plan",
        "elements",
        "The elements of the meeting; fewer need fewer tasks",
        "採用元素；元素愈少，事項愈少",
    ),
    (
        "po meeting plan",
        "dry-run",
        "Write nothing; compare the templates by tasks and working days",
        "不寫入；比較各範本之事項數與工作天",
    ),
    (
        "po meeting sheet",
        "by",
        "By owner or by day",
        "依負責者或依日期",
    ),
    (
        "po meeting task done",
        "on",
        "The day it was done (default: today)",
        "完成日（預設今天）",
    ),
    ("po meeting task move", "to", "The new day", "新期限"),
    ("po meeting cancel", "as", "What became of it", "處理結果"),
    (
        "po transcript import",
        "meeting",
        "The meeting it belongs to, where titles do not tell",
        "所屬會議（標題無法判別時）",
    ),
    (
        "po transcript send",
        "until",
        "The last day of editing",
        "校對截止日",
    ),
    (
        "po publish",
        "to",
        "The public store: its folder",
        "公開紀錄庫目錄",
    ),
    (
        "po publish",
        "mark-off-record",
        "Publish a mark in the place of what was said off the record",
        "不列入紀錄之發言僅公開標記",
    ),
    (
        "po publish",
        "overwrite",
        "Replace what was recorded in the public store meanwhile",
        "覆蓋公開紀錄庫另行記錄之內容",
    ),
    (
        "po transcript correct",
        "speech",
        "The number of the paragraph",
        "段落編號",
    ),
    (
        "po transcript correct",
        "text",
        "What stands there from now on",
        "更正後內容",
    ),
    (
        "po transcript correct",
        "by",
        "The speaker whose words they are, by the key of the speaker",
        "實際發言者（發言者識別）",
    ),
    (
        "po transcript correct",
        "withhold",
        "Take personal data away: the earlier text does not stay in the record",
        "隱去個人資料；現行紀錄不留原文",
    ),
    (
        "po transcript correct",
        "asked-by",
        "Who asked for it (default: the person of --for)",
        "請求者（預設為 --for 所指人員）",
    ),
    (
        "po report quarterly",
        "QUARTER",
        "The quarter: 2019Q2, 108Q2, 108年第2季",
        "季別：2019Q2、108Q2、108年第2季",
    ),
    (
        "po report quarterly",
        "meeting",
        "Everything since the quarterly meeting before this one",
        "自前次季會以來至此次季會",
    ),
    (
        "po vote candidate",
        "case",
        "The cases of the topic, with commas between",
        "議題所涉案件，以逗號分隔",
    ),
    (
        "po vote candidate",
        "pool",
        "The pool of the rule set (default: by the source of the cases)",
        "票選分組（預設依案件來源）",
    ),
    (
        "po vote tally",
        "CASE",
        "A case of the candidate",
        "候選議題之案件",
    ),
    ("po vote tally", "ticks", "Ticks received", "得票數"),
    (
        "po vote tally",
        "share",
        "The share, where only that was announced: 58.3%",
        "得票率（僅公布比率者）：58.3%",
    ),
    (
        "po vote tally",
        "decided",
        "What the host decided about a topic below the threshold",
        "未達門檻時主辦機關之決定",
    ),
    (
        "po vote close",
        "base",
        "How many could vote, where officers and secretariat were not counted apart",
        "票選基數（聯絡人與秘書單位未分別載明者）",
    ),
    ("*", "officers", "POs present", "出席聯絡人數"),
    (
        "*",
        "secretariat",
        "Members of the secretariat present",
        "出席秘書單位人數",
    ),
    ("*", "ballots", "Ballots cast", "投票數"),
    (
        "po vote open",
        "on",
        "The day (default: that of the meeting)",
        "日期（預設為會議日）",
    ),
    (
        "po vote close",
        "on",
        "The day (default: that of the meeting)",
        "日期（預設為會議日）",
    ),
    (
        "po rules show",
        "DAY",
        "The day (default: today); also the day from which a set is in force",
        "日期（預設今天）；亦可為規則之適用起日",
    ),
    (
        "po rules diff",
        "OLD",
        "A day under the old rules",
        "原規則適用之日",
    ),
    (
        "po rules diff",
        "NEW",
        "A day under the new rules",
        "新規則適用之日",
    ),
    (
        "po case petition qualify",
        "ROW",
        "The petition where the case has several: its place (1, 2 …) or a part of its address",
        "案件有多件連署時指明何者：第幾列，或網址的一部分",
    ),
    (
        "po case petition qualify",
        "on",
        "The day on which the threshold was reached (default: today)",
        "達成案門檻之日（預設今天）",
    ),
    (
        "po case petition qualify",
        "reply-due",
        "By when the reply was announced; without it nothing is stored, the rule reckons",
        "公告之回應期限；未給則不儲存，依規則計算",
    ),
    (
        "po due",
        "within",
        "Only what falls due within this time: 30d, 10wd working days, 2m (what is overdue too)",
        "僅列此期間內到期者：30d、10wd（工作天）、2m（含已逾期）",
    ),
    (
        "po due",
        "exit-code",
        "Exit with 1 when anything is overdue, for cron; a recommendation missed for a reason is not",
        "有逾期者結束代碼為 1，供排程使用（建議期限已說明理由者不計）",
    ),
    (
        "po due",
        "format",
        "How to print; ics is a calendar to subscribe to",
        "輸出格式；ics 可供行事曆訂閱",
    ),
    (
        "po calendar show",
        "YEAR",
        "The year: 2019, 108 (default: this year)",
        "年度：2019、108（預設今年）",
    ),
    (
        "po calendar add",
        "DAY",
        "The day to count from; it is not counted itself",
        "起算日（當日不計）",
    ),
    (
        "po calendar add",
        "LENGTH",
        "10wd working days, 30d calendar days, 2m months; -10wd counts back",
        "10wd 為 10 個工作天、30d 為 30 日、2m 為 2 個月；-10wd 為往前推算",
    ),
    (
        "po calendar import",
        "FILE",
        "The file: CSV in UTF-8 or Big5 with 西元日期, 星期, 是否放假, 備註",
        "年度檔案：CSV（UTF-8 或 Big5），欄位為西元日期、星期、是否放假、備註",
    ),
    (
        "po form export",
        "agency",
        "The agency that is asked",
        "填表機關",
    ),
    (
        "po form export",
        "out",
        "The file to write: .ods, or .csv",
        "輸出檔案：.ods 或 .csv",
    ),
    (
        "po form export",
        "month",
        "The month: 2022-02, 111-02 (default: this month)",
        "月份：2022-02、111-02（預設本月）",
    ),
    (
        "po form import",
        "FILE",
        "The returned form: ODS or CSV, told by content",
        "填妥的表格：ODS 或 CSV（依內容判斷）",
    ),
    (
        "po form import",
        "meeting",
        "The meeting at which the cases are reported",
        "提報的會議",
    ),
    (
        "po form import",
        "on",
        "The day of the reports (default: that of the meeting, else today)",
        "提報日（預設為會議日，未指定會議則為今天）",
    ),
    (
        "po form import",
        "month",
        "The month that the form must be of (default: this month)",
        "表格月份（預設本月）",
    ),
    (
        "po save",
        "PATH",
        "Only these files (default: all)",
        "僅此檔案（預設全部）",
    ),
    (
        "po save",
        "message",
        "The subject of the commit",
        "提交主旨",
    ),
    (
        "po check",
        "PATH",
        "Only files with this in their path (default: all)",
        "僅路徑含此文字的檔案（預設全部）",
    ),
    (
        "po check",
        "working",
        "Look at the files as they are edited, not at what is recorded",
        "檢查編輯中的檔案，而非已記錄內容",
    ),
    (
        "po check",
        "rule",
        "Only this rule; may be repeated",
        "僅此規則；可重複",
    ),
    ("po check", "list", "List the rules", "列出規則"),
    ("po schema", "KIND", "The kind of record", "紀錄種類"),
];

/// Path of a command, examples in English, in Chinese.
const EXAMPLES: &[(&str, &str, &str)] = &[
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
        "Examples:\n  po case petition qualify c202108-2k7f --on 2021-09-24\n  po case petition qualify c202108-2k7f --on 2021-09-24 --reply-due 2021-11-23\nThe stage of the case stays: `po case stage REF proposed` is a step of its own.",
        "範例：\n  po case petition qualify c202108-2k7f --on 110-09-24\n  po case petition qualify c202108-2k7f --on 110-09-24 --reply-due 110-11-23\n案件階段不變；提案請另用 `po case stage REF 提案`。",
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
        "Examples:\n  po meeting plan 45 --dry-run\n  po meeting plan m201904-x3qd --template basic --elements agenda-ahead,transcript\n  po meeting sheet m201904-x3qd --format md\nA second run moves with the meeting what nobody has done or changed.",
        "範例：\n  po meeting plan 45 --dry-run\n  po meeting plan m201904-x3qd --template basic --elements 事前議程,逐字稿\n  po meeting sheet m201904-x3qd --format md\n再次執行時，尚未完成亦未經修改的事項隨會議日期調整。",
    ),
    (
        "po vote",
        "Examples:\n  po vote open m201907-x3qd --officers 30 --secretariat 4\n  po vote candidate m201907-x3qd --case 45\n  po vote candidate m201907-x3qd --case 46,47\n  po vote tally m201907-x3qd 45 --ticks 17\n  po vote close m201907-x3qd",
        "範例：\n  po vote open m201907-x3qd --officers 30 --secretariat 4\n  po vote candidate m201907-x3qd --case 45\n  po vote candidate m201907-x3qd --case 46,47\n  po vote tally m201907-x3qd 45 --ticks 17\n  po vote close m201907-x3qd",
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
        "Examples:\n  po form export --agency mohw --out mohw.ods\n  po form export --agency mohw --month 2022-02 --out mohw.csv\nWhat an earlier return of the same form recorded stands in the shaded cells again.",
        "範例：\n  po form export --agency mohw --out 衛福部.ods\n  po form export --agency 衛福部 --month 111-02 --out 衛福部.csv\n同月表格如已匯入，底色欄位會帶出已記錄的內容。",
    ),
    (
        "po form import",
        "Examples:\n  po form import mohw.ods\n  po form import mohw.csv --month 2022-02 --on 2022-02-09\nA second import of the same file changes nothing; a corrected one changes the report that the first made.",
        "範例：\n  po form import 衛福部.ods\n  po form import 衛福部.csv --month 111-02 --on 111-02-09\n重複匯入不會產生變更；匯入更正後的表格會更新先前的提報。",
    ),
    (
        "po calendar import",
        "Example:\n  po calendar import 117年中華民國政府行政機關辦公日曆表.csv\nThe files are at https://data.gov.tw/dataset/14718. A second run changes nothing.",
        "範例：\n  po calendar import 117年中華民國政府行政機關辦公日曆表.csv\n檔案見 https://data.gov.tw/dataset/14718。重複匯入不會產生變更。",
    ),
    (
        "po due",
        "Examples:\n  po due --within 30d\n  po due --agency mol --as-of 2022-02-09\n  po due --format ics > due.ics\n  po due --within 0d --exit-code --quiet || mail …\nThe announced day wins; where it is not the rule's, both are told. Recommendations and habits are\ncalled so.",
        "範例：\n  po due --within 30d\n  po due --agency 勞動部 --as-of 111-02-09\n  po due --format ics > 期限.ics\n  po due --within 0d --exit-code --quiet || mail …\n以公告日期為準；與規則不同時並列。屬建議或慣例者均予註明。",
    ),
    (
        "po report quarterly",
        "Examples:\n  po report quarterly 2019Q2\n  po report quarterly --meeting 107Q2 --format md\n  po report quarterly 2019Q2 --agency motc",
        "範例：\n  po report quarterly 108年第2季\n  po report quarterly --meeting 107Q2 --format md\n  po report quarterly 108Q2 --agency 交通部",
    ),
    (
        "po publish",
        "Examples:\n  po publish t201902-k7f2 --to ../public --dry-run\n  po publish 45 t201902-k7f2 --to ../public\nRefused are internal records, drafts, transcripts inside the editing period, what was said off the\nrecord, speakers without consent, and personal data. The meeting of a transcript, agencies and people\ncome along; links to what is not public are left out and told. A second run brings up to date.",
        "範例：\n  po publish t201902-k7f2 --to ../public --dry-run\n  po publish 45 t201902-k7f2 --to ../public\n內部紀錄、草稿、校對期間之逐字稿、不列入紀錄之發言、未同意具名之發言者及個人資料均不予公開。\n逐字稿所屬會議、機關及人員一併送出；尚未公開之紀錄不附連結並列出。再次執行即更新。",
    ),
    (
        "po transcript correct",
        "Examples:\n  po transcript correct t201902-k7f2 --speech 12 --text \"…\" --asked-by 甲 --reason \"misheard\"\n  po transcript correct t201902-k7f2 --speech 12 --by 乙 --asked-by 乙 --reason \"wrong speaker\"\n  po transcript correct t201902-k7f2 --speech 14 --withhold --asked-by 丙 --reason \"names a patient\"\nWhat was published stays, with who asked and why. Of a withheld text only the mark stays.",
        "範例：\n  po transcript correct t201902-k7f2 --speech 12 --text \"…\" --asked-by 甲 --reason \"聽誤\"\n  po transcript correct t201902-k7f2 --speech 12 --by 乙 --asked-by 乙 --reason \"發言者誤植\"\n  po transcript correct t201902-k7f2 --speech 14 --withhold --asked-by 丙 --reason \"提及病患姓名\"\n更正保留原文、請求者與理由；隱去者僅留標記。",
    ),
    (
        "po transcript import",
        "Example:\n  po transcript import --dry-run --format json *.md",
        "範例：\n  po transcript import --dry-run --format json *.md",
    ),
];

/// What a command is for.
pub fn about(path: &str, language: Language) -> Option<&'static str> {
    let (_, english, chinese) = COMMANDS.iter().find(|(known, _, _)| *known == path)?;
    Some(language.pick(english, chinese))
}

/// Examples of a command.
pub fn examples(path: &str, language: Language) -> Option<&'static str> {
    let (_, english, chinese) = EXAMPLES.iter().find(|(known, _, _)| *known == path)?;
    Some(language.pick(english, chinese))
}

/// What an argument is for: the words of its command, else those of the argument anywhere.
pub fn argument(path: &str, name: &str, language: Language) -> Option<&'static str> {
    let words = |wanted: &str| {
        ARGUMENTS
            .iter()
            .find(|(known, argument, _, _)| *known == wanted && *argument == name)
    };
    let (_, _, english, chinese) = words(path).or_else(|| words("*"))?;
    Some(language.pick(english, chinese))
}
