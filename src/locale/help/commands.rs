//! What every command is for.

/// Path of a command, English, Chinese.
pub(super) const COMMANDS: &[(&str, &str, &str)] = &[
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
        "po case merge",
        "Merge a case into another; it stays, and says so",
        "併案：將後案併入前案，後案紀錄保留並註記併案",
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
    (
        "po receipt",
        "Write one file with which a stranger checks that a record is in the store",
        "產生憑證檔，供他人不需本庫即可查驗紀錄",
    ),
    (
        "po receipt verify",
        "Check a receipt by itself, with a public key where it is signed",
        "查驗憑證檔；有簽章者可附公鑰",
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
        "po calendar polling",
        "Record a day on which the whole country votes; proposals pause before it",
        "記錄全國性選舉投票日；其前暫停提議",
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
    (
        "po history",
        "What was recorded when, by whom and for whom, field by field and why",
        "歷次異動：何時、何人、代何機關、改了哪些欄位及理由",
    ),
    (
        "po diff",
        "Which records and fields differ between two revisions or days",
        "比較兩個版本或日期之間的紀錄與欄位",
    ),
    (
        "po blame",
        "Where every value of a record comes from: who, when, why",
        "逐欄查明出處：何時由何人記錄、依據為何",
    ),
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
        "What a quarter brought: cases, meetings, replies, promises, gaps",
        "季報：案件、會議、回應、承諾與未載事項",
    ),
    (
        "po report monthly",
        "The paper of a monthly meeting: vote, open cases, releases, what is due",
        "月會資料：票選、未結案件、解除列管、到期事項",
    ),
    (
        "po report verify",
        "Make a report again from its commit and tell whether it comes out equal",
        "依報告所載提交重製，查驗是否相符",
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
        "po undo",
        "Take back what one commit changed, with a new commit",
        "復原某次變更（另記一筆新提交）",
    ),
    (
        "po conflict",
        "What merges left undecided",
        "合併後待擇定之欄位",
    ),
    (
        "po conflict list",
        "List the records in which a merge left fields undecided",
        "列出有欄位待擇定之紀錄",
    ),
    (
        "po conflict show",
        "Show each undecided field: its values, who set them when and for whom, how to choose",
        "列出待擇定之欄位：各值、登錄人、日期、代表機關及擇定指令",
    ),
    (
        "po resolve",
        "Settle a field that two sides of a merge set differently",
        "擇定合併時雙方所載不一之欄位",
    ),
    (
        "po check",
        "Find what is wrong or missing in the records",
        "檢查紀錄的錯漏",
    ),
    (
        "po verify",
        "Judge every commit: signature, key, post, authority, schema, stages, published words",
        "逐筆驗證提交：簽章、公鑰、職務、權限、格式、階段與已公開內容",
    ),
    (
        "po guard",
        "Judge what is pushed into a shared store before it is accepted",
        "推送至共用紀錄庫前之守門檢查",
    ),
    (
        "po guard install",
        "Put the guard into a repository that people push to",
        "於共用儲存庫裝設守門程式",
    ),
    (
        "po guard check",
        "Judge a range of commits as the guard would judge their push",
        "依守門規則檢查一段提交",
    ),
    (
        "po guard receive",
        "What git runs when it receives a push",
        "git 收到推送時所執行者",
    ),
    (
        "po merge-driver",
        "What git runs to merge a record by field",
        "git 逐欄合併紀錄時所執行者",
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
