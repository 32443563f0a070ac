//! What the paper of the invented records looks like, whole, and that no text breaks it.

use proptest::prelude::*;

use crate::locale::Language;
use crate::report::monthly::Monthly;
use crate::report::monthly::testing::Records;
use crate::report::render::{json, markdown, terminal};
use crate::text::width::width;

use super::{csv, document};

fn paper(language: Language) -> Monthly {
    Records::read().paper_in(language, "2022-01", "2022-01-31")
}

fn terminal_at(columns: usize, language: Language) -> String {
    let document = document::document(&paper(language), language);
    terminal::lay_out(&document, columns, false)
}

#[test]
fn the_terminal_in_chinese_at_80_columns() {
    insta::assert_snapshot!(terminal_at(80, Language::ZhTw), @"
    開放政府聯絡人月會資料　111年1月
    紀錄庫 虛構紀錄庫　紀錄 977d877　基準日 111.01.31
    重製：po report monthly 2022-01 --at 977d877
    月會 111.01.10 已召開；票選候選 3 案、自提免票選 2 案；未結 9 案、請求解管 1
    案；逾期 3 項

    一、本次月會
    111年1月虛構月會：已召開
    111.01.10 14:00–16:00　虛構樓第三會議室（線上）
    主席：政務委員
    前次月會：110年12月虛構月會（110.12.06）

    二、票選候選案
    基數 34。每票至少勾選2案。適用規則：開放政府聯絡人興革方案（2021 年修正）。
    平臺議題
    次序  議題                                    來源    主辦  得票  得票率  結果
    ──────────────────────────────────────────────────────────────────────────────
       1  99 虛構公園的飲水機                     連署案  moi     20   58.8%  選定
       3  101 虛構時區一案：正方／102 虛構時區一  連署案  moi     17   50.0%  選定
          案：反方

    部會自提案
    次序  議題                來源        主辦    得票  得票率  結果
    ──────────────────────────────────────────────────────────────────────────────
       2  100 虛構官網的無障  部會自提案  國發會     9   26.5%  未達門檻，部會決定
          礙改版                                                不辦理

    三、自提免票選案（提會報告）
    110.12.07–111.01.10 提案。
    序號  議題                主辦  提案日     提會
    ─────────────────────────────────────────────────
      96  虛構展館說明卡共創  npm   110.12.20  待提會
      97  虛構市集的攤位抽籤  moea  111.01.10  已提會

    四、未結案件（依序號）
    111.01.31 未結 9／11 案；階段或日期不明 1 案。
    最近提報（未提報者自提案）後已開過月會 7／9 案；從未提報 7／9 案。
    序號  議題                  主辦    階段            最近提報   未報月會  提案後
    ───────────────────────────────────────────────────────────────────────────────
      80  虛構公車的末班時間    交通部  列管            110.12.06    ！1 次  329 日
      88  夜間的虛構碼頭可以釣  衛福部  請解管（列管）  111.01.10            210 日
          魚嗎？
      92  虛構濕地的步道要不要  未載    第2次工作會議   從未         ！2 次   84 日
          鋪面？
      96  虛構展館說明卡共創    npm     提案            從未         ！1 次   42 日
      97  虛構市集的攤位抽籤    moea    提案            從未                  21 日
      99  虛構公園的飲水機      moi     提案            從未         ！1 次   35 日
     100  虛構官網的無障礙改版  國發會  提案            從未         ！1 次   35 日
     101  虛構時區一案：正方    moi     提案            從未         ！1 次   35 日
     102  虛構時區一案：反方    moi     提案            從未         ！1 次   35 日

    序號80　虛構公車的末班時間　主辦 交通部
    提報    　110.12.06 110年12月虛構月會，交通部：修法已送審
    下一步  　110.12.31 公告施行
    解管條件　修正條文施行（110.12.06 裁示，尚未成就）

    序號88　夜間的虛構碼頭可以釣魚嗎？　主辦 衛福部
    提報  　111.01.10 111年1月虛構月會，衛福部：調查完成，請解管
    下一步　待裁示是否解除列管

    序號92　虛構濕地的步道要不要鋪面？　主辦 未載
    下一步　111.02.11 會前會

    五、解除列管
    請求解管待裁示 1 案：
    • 序號88　夜間的虛構碼頭可以釣魚嗎？（衛福部，111.01.10）：調查完成，請解管
    本月裁示：解除列管 1
    • 序號71　虛構圖書館的閉館日：解除列管（111.01.10 111年1月虛構月會）：已改為輪流
      閉館

    六、本月底前到期及逾期事項
    111.01.31 前到期 3 項，其中逾期 3／3。連署回應等期限另見「po due」。
    狀態      期限       案件或會議        事項                          負責
    ───────────────────────────────────────────────────────────────────────────
    逾期31日  110.12.31  80                公告施行（提報承諾）          交通部
    逾期31日  110.12.31  88                公布碼頭開放時段（承諾事項）  交通部
    逾期11日  111.01.20  111年1月虛構月會  寄送會議結論（會議工作）      國發會

    七、小桌長輪值
    110.12.07–111.01.31 召開協作會議及協作公聽會 2 場，載明分組 3 桌。
    日期       會議  小桌長  機關
    ─────────────────────────────────────
    111.01.05  88    科長    衛福部
    111.01.05  88    專員    交通部
    111.01.05  88    志工    未載，不計次

    機關    本期  本年
    ──────────────────
    衛福部     1     1
    交通部     1     1

    八、紀錄未載事項
    • 未結案件未載主辦 1／9：92 案
    • 未結案件無提報紀錄 7／9：92 案、96 案、97 案、99 案、100 案、101 案、102 案
    • 未結案件未載下一步 6／9：96 案、97 案、99 案、100 案、101 案、102 案
    • 已召開會議未載分組 1／2：m202201-bbb2
    • 小桌長未載所屬機關 1／3：m202201-bbb1

    數字摘要值 sha256 b56d852d9e1cac6f…　po 0.1.0
    ");
}

#[test]
fn the_terminal_in_english_at_80_columns() {
    insta::assert_snapshot!(terminal_at(80, Language::En), @"
    Participation Officers' monthly meeting, 2022-01
    store 虛構紀錄庫  record 977d877  as of 2022-01-31
    Made again by: po report monthly 2022-01 --at 977d877
    Meeting held, 2022-01-10; 3 candidates, 2 self-proposals to note; 9 cases open,
    1 asking for release; 3 overdue

    1. The meeting
    111年1月虛構月會: held
    2022-01-10, 14:00–16:00, 虛構樓第三會議室 (online)
    Chair: 政務委員
    The one before: 110年12月虛構月會 (2021-12-06)

    2. Candidates for the vote
    Base 34. At least 2 ticks a ballot. Rules: 開放政府聯絡人興革方案（2021 年修
    正）.
    petition
    Place  Topic                         Source         Host  Ticks  Share  Outcome
    ────────────────────────────────────────────────────────────────────────────────
        1  99 虛構公園的飲水機           join petition  MOI      20  58.8%  selected
        3  101 虛構時區一案：正方 / 102  join petition  MOI      17  50.0%  selected
           虛構時區一案：反方

    ministry
    Place  Topic                 Source    Host  Ticks  Share  Outcome
    ───────────────────────────────────────────────────────────────────────────────
        2  100 虛構官網的無障礙  ministry  NDC       9  26.5%  below the threshold;
           改版                                                the ministry
                                                               decided: decline

    3. Self-proposals to note
    Proposed without a vote, 2021-12-07 to 2022-01-10.
    No.  Topic               Host  Proposed    Reported
    ────────────────────────────────────────────────────
     96  虛構展館說明卡共創  NPM   2021-12-20  to report
     97  虛構市集的攤位抽籤  MOEA  2022-01-10  reported

    4. Open cases by number
    Open on 2022-01-31: 9 of 11 cases; stage unknown: 1.
    A monthly meeting has passed without a report for 7 of 9; never reported: 7 of
    9.
    No.  Topic               Host     Stage          Last report  Missed  Days
    ──────────────────────────────────────────────────────────────────────────
     80  虛構公車的末班時間  MOTC     tracked        2021-12-06      ! 1   329
     88  夜間的虛構碼頭可以  MOHW     release asked  2022-01-10            210
         釣魚嗎？                     (tracked)
     92  虛構濕地的步道要不  unknown  2nd working    never           ! 2    84
         要鋪面？                     meeting
     96  虛構展館說明卡共創  NPM      proposed       never           ! 1    42
     97  虛構市集的攤位抽籤  MOEA     proposed       never                  21
     99  虛構公園的飲水機    MOI      proposed       never           ! 1    35
    100  虛構官網的無障礙改  NDC      proposed       never           ! 1    35
         版
    101  虛構時區一案：正方  MOI      proposed       never           ! 1    35
    102  虛構時區一案：反方  MOI      proposed       never           ! 1    35

    Case 80  虛構公車的末班時間  Host MOTC
    Report     2021-12-06, 110年12月虛構月會, MOTC: 修法已送審
    Next       2021-12-31: 公告施行
    Condition  修正條文施行 (set 2021-12-06, not met)

    Case 88  夜間的虛構碼頭可以釣魚嗎？  Host MOHW
    Report  2022-01-10, 111年1月虛構月會, MOHW: 調查完成，請解管
    Next    a decision on its release

    Case 92  虛構濕地的步道要不要鋪面？  Host not recorded
    Next  2022-02-11: prep meeting

    5. Releases
    Asked and not decided: 1.
    • Case 88  夜間的虛構碼頭可以釣魚嗎？ (MOHW, 2022-01-10): 調查完成，請解管
    Decided in this month: released 1.
    • Case 71  虛構圖書館的閉館日: released (2022-01-10, 111年1月虛構月會): 已改為輪
      流閉館

    6. Promised, due and overdue
    3 items due by 2022-01-31, 3 of 3 overdue. Replies to petitions and other
    limits: `po due`.
    State      Due         Case              What                           Who
    ────────────────────────────────────────────────────────────────────────────
    31 d late  2021-12-31  80                公告施行 (next step)           MOTC
    31 d late  2021-12-31  88                公布碼頭開放時段 (commitment)  MOTC
    11 d late  2022-01-20  111年1月虛構月會  寄送會議結論 (task)            NDC

    7. Table-leader turns
    2021-12-07 to 2022-01-31: 3 tables in 2 collaborative meetings and hearings
    held.
    Date        Meeting  Leader  Agency
    ──────────────────────────────────────────────────────────
    2022-01-05  88       科長    MOHW
    2022-01-05  88       專員    MOTC
    2022-01-05  88       志工    not recorded, counts for none

    Agency  This time  This year
    ────────────────────────────
    MOHW            1          1
    MOTC            1          1

    8. What the records do not say
    • Open cases without a host: 1 of 9 (case 92)
    • Open cases never reported: 7 of 9 (case 92, case 96, case 97, case 99, case
      100, case 101, case 102)
    • Open cases without a next step: 6 of 9 (case 96, case 97, case 99, case 100,
      case 101, case 102)
    • Meetings held without their tables: 1 of 2 (m202201-bbb2)
    • Tables without the agency of their leader: 1 of 3 (m202201-bbb1)

    Figures sha256 b56d852d9e1cac6f…, po 0.1.0
    ");
}

#[test]
fn json_is_the_same_in_both_languages_but_for_the_language() {
    let chinese = json::render(&paper(Language::ZhTw));
    let english = json::render(&paper(Language::En));
    let chinese = chinese.replace("\"language\": \"zh-TW\"", "\"language\": \"en\"");
    assert_eq!(chinese, english);
}

/// The invented records with one text in every place where the paper shows text.
fn saying(text: &str, language: Language) -> Monthly {
    let mut records = Records::read();
    let some = || Some(text.to_owned());
    for case in &mut records.cases {
        case.title = text.to_owned();
        for step in &mut case.stages {
            step.reason = some();
        }
        for report in &mut case.reports {
            (report.text, report.next_step) = (some(), some());
            report.condition = report.condition.as_ref().and_then(|_| some());
        }
        for commitment in &mut case.commitments {
            commitment.text = text.to_owned();
        }
    }
    for meeting in &mut records.meetings {
        meeting.title = text.to_owned();
        meeting.chair = some();
        for session in &mut meeting.sessions {
            session.place = some();
        }
        for table in &mut meeting.tables {
            table.leader = some();
        }
        for task in &mut meeting.tasks {
            (task.what, task.owner) = (text.to_owned(), some());
        }
        for candidate in &mut meeting.candidates {
            candidate.pool = some();
        }
    }
    records.paper_in(language, "2022-01", "2022-01-31")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn no_text_of_a_record_breaks_a_line_a_table_or_a_format(
        text in "[\\PC甲乙|*<&=\"\\n\\t\u{1b}\u{202e}]{0,60}",
        columns in 40..140_usize,
        chinese: bool,
    ) {
        let language = if chinese { Language::ZhTw } else { Language::En };
        let paper = saying(&text, language);
        let document = document::document(&paper, language);
        for line in terminal::lay_out(&document, columns, false).lines() {
            prop_assert!(width(line) <= columns, "{line}");
            let is_clean = !line.contains(['\u{1b}', '\u{202e}']);
            prop_assert!(is_clean);
        }
        let page = markdown::lay_out(&document);
        let sections = page.lines().filter(|line| line.starts_with("## "));
        prop_assert_eq!(sections.count(), 8);
        let table = csv::render(&paper, language);
        let mut reader = ::csv::Reader::from_reader(table.as_bytes());
        for row in reader.records() {
            let row = row.unwrap();
            prop_assert_eq!(row.len(), 7);
            prop_assert!(row.iter().all(|cell| !cell.starts_with(['=', '@', '+'])));
        }
        let value: serde_json::Value = serde_json::from_str(&json::render(&paper)).unwrap();
        prop_assert_eq!(&value["schema"], "po.report.monthly/1");
    }
}
