//! What the renderings of the invented data set look like, whole.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::locale::Language;
use crate::report::quarterly::testing::report;

use super::*;

fn terminal_at(columns: usize, language: Language) -> String {
    terminal::render(&report(language), language, columns, false)
}

#[test]
fn the_terminal_in_chinese_at_80_columns() {
    insta::assert_snapshot!(terminal_at(80, Language::ZhTw), @"
    開放政府協作案件報告　108年第1季政策協調聯繫會議（108.02.14）
    涵蓋 107.08.10–108.02.14　紀錄庫 範例紀錄庫　紀錄 977d877　基準日 108.03.01
    重製：po report quarterly --meeting 108Q1 --at 977d877
    召開 3 案（40–42），另 37 案第三場；提案至會議中位數 88 日（已知 3／4）

    案件統計
    來源        提案  選定  召開  不辦理  解除列管
    ──────────────────────────────────────────────
    連署案         3     2     2       0         1
    預告案         1     1     0       0         0
    部會自提案     1     1     0       1         0
    未載           0     0     1       0         0
    合計           5     4     3       1         1

    • 提案 5 案：40–41、43–44、未編序號 1 案
    • 選定 4 案：40–41、43–44
    • 召開 3 案：40–42
    • 不辦理 1 案：43
    • 解除列管 1 案：9
    期末（108.02.14）未結 5／8 案：籌備 1、已召開 1、不辦理 1、列管 2；階段或日期不
    明 1 案。

    協作會議
    序號  日期             議題                      主辦            提案後  逐字稿
    ───────────────────────────────────────────────────────────────────────────────
      37  107.09.28        借書證可以放進手機嗎？    衛福部          207 日  已公開
      40  107.10.26        夜間公車路線如何與社區一  交通部           74 日  已公開
                           起規劃？
      41  107.11.30 等2日  河濱步道的路燈要不要在午  經濟部、農委會   88 日  校對中
                           夜後調暗，讓螢火蟲回來，
                           也讓晚歸的人走得安心？
      42  107.12.14        學校午餐剩食怎麼辦？      未載              未載  未載

    各案辦理情形
    序號37　借書證可以放進手機嗎？　主辦 衛福部
    背景　上級交辦；107.03.05 提案。
    會議　107.09.28（第三場），提案後 207 日；逐字稿已公開。
    參採　未載〔請衛福部填寫〕
    後續　列管（107.05.07 起）。

    序號40　夜間公車路線如何與社區一起規劃？　主辦 交通部　協辦 內政部
    背景　連署案；107.09.01 成案；107.08.13 提案，票選。
    會議　107.10.26，提案後 74 日；逐字稿已公開。
    參採　部分參採（交通部，107.12.20）。
    後續　未載〔請交通部填寫〕

    序號41　河濱步道的路燈要不要在午夜後調暗，讓螢火蟲回來，也讓晚歸的人走得安心？
    主辦 經濟部、農委會　協辦 內政部
    背景　連署案；107.08.20、107.09.20 成案；107.09.03 月會提案，票選。
    會議　107.11.30、107.12.01，提案後 88 日，採用開放報名、逐字稿、直播；逐字稿校對
          中。
    參採　未載〔請經濟部、農委會填寫〕
    後續　列管（107.12.03 起）。

    序號42　學校午餐剩食怎麼辦？　主辦 未載
    背景　案件來源未載；提案日未載。
    會議　107.12.14，提案後日數不明；未載逐字稿。
    參採　未載〔請主辦機關填寫〕
    後續　未載〔請主辦機關填寫〕

    不辦理案件及理由
    • 序號43　圖書館座位預約制度（107.12.03）：業務單位已採納建議，並自行修正要點

    提案至會議日數
    中位數　▅▇█　60 81 88（由舊至新，末為本期）
    期間        起訖                 召開場次  中位數    範圍  已知
    ───────────────────────────────────────────────────────────────
    107年第1季  106.09.01–107.04.12         1      60   60–60  1／1
    107年第2季  107.04.13–107.08.09         2      81  46–116  2／2
    本期        107.08.10–108.02.14         4      88  74–207  3／4

    其他會議
    會前會 1、月會 2、季會 1。

    採用元素
    協作會議 4 場，已載元素 1 場。
    元素      場次
    ──────────────
    開放報名     1
    逐字稿       1
    直播         1

    各機關主協辦案件
    本期所涉案件共 8 案。
    機關    主辦  協辦
    ──────────────────
    交通部     3     0
    農委會     1     0
    環保署     1     0
    文化部     1     0
    經濟部     1     0
    衛福部     1     0
    內政部     0     2

    機關協作
    本期開會案件 4 案，已載主協辦 3 案。
    機關            案數  案件
    ───────────────────────────
    農委會、經濟部     1  41 案
    農委會、內政部     1  41 案
    經濟部、內政部     1  41 案
    內政部、交通部     1  40 案

    連署與逐字稿
    • 連署：成案 3 件（其中期末前已正式回應 1／3）；本期正式回應 1 件。
    • 逐字稿：協作會議 4 場，已公開 2、草稿或校對中 1、未載 1。
    • 其他會議之逐字稿已公開 1／4。

    正式回應期限
    本期已回應，或本期到期而期末尚未回應者，共 3 件。
    • 展延期限內回應 1／3：40 案
    • 逾期未回應 2／3：41 案（期限 107.10.20）、41 案（期限 107.11.20）

    承諾事項
    截至 108.02.14 共承諾 5 項，依當日情形分列。
    機關    承諾  如期完成  逾期完成  完成日不明  進行中  逾期
    ──────────────────────────────────────────────────────────
    經濟部     1         0         0           0       0     1
    農委會     2         0         0           1       1     0
    衛福部     1         1         0           0       0     0
    交通部     1         0         1           0       0     0

    • 逾期 1／5：41 案 C1（期限 108.01.31）

    會議工作
    會議 2 場，工作 5 項：如期完成 2、逾期完成 1、完成而未訂期限 1、逾期未完成 1。
    • 逾期未完成 1／5：m201811-cc41 t7q2（期限 107.11.28）

    季會與會首長
    108.02.14，4 個機關首長與會：同一人 1、換人 1、上次未派員 1、未載 1。
    機關    職級      人員          與上次相較
    ──────────────────────────────────────────
    衛福部  常務次長  invented-lin  同一人
    交通部  常務次長  invented-cho  換人
    農委會  常務次長  invented-he   未載
    環保署  常務次長  invented-su   上次未派員

    紀錄未載事項
    • 案件未載機關 1／8：42 案
    • 案件所載機關查無紀錄 1／8：44 案
    • 案件未載來源 1／8：42 案
    • 案件未載提案日 1／8：42 案
    • 案件有階段未載日期，未計入任何期間 1／8：42 案
    • 已召開而未載參採情形 2／3：41 案、42 案
    • 已召開而逐字稿未公開 2／4：m201811-cc41、m201812-cc42

    數字摘要值 sha256 f1a986bbffddf720…　po 0.1.0
    ");
}

#[test]
fn the_terminal_in_chinese_at_120_columns() {
    insta::assert_snapshot!(terminal_at(120, Language::ZhTw), @"
    開放政府協作案件報告　108年第1季政策協調聯繫會議（108.02.14）
    涵蓋 107.08.10–108.02.14　紀錄庫 範例紀錄庫　紀錄 977d877　基準日 108.03.01
    重製：po report quarterly --meeting 108Q1 --at 977d877
    召開 3 案（40–42），另 37 案第三場；提案至會議中位數 88 日（已知 3／4）

    案件統計
    來源        提案  選定  召開  不辦理  解除列管
    ──────────────────────────────────────────────
    連署案         3     2     2       0         1
    預告案         1     1     0       0         0
    部會自提案     1     1     0       1         0
    未載           0     0     1       0         0
    合計           5     4     3       1         1

    • 提案 5 案：40–41、43–44、未編序號 1 案
    • 選定 4 案：40–41、43–44
    • 召開 3 案：40–42
    • 不辦理 1 案：43
    • 解除列管 1 案：9
    期末（108.02.14）未結 5／8 案：籌備 1、已召開 1、不辦理 1、列管 2；階段或日期不明 1 案。

    協作會議
    序號  日期             議題                                                              主辦            提案後  逐字稿
    ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
      37  107.09.28        借書證可以放進手機嗎？                                            衛福部          207 日  已公開
      40  107.10.26        夜間公車路線如何與社區一起規劃？                                  交通部           74 日  已公開
      41  107.11.30 等2日  河濱步道的路燈要不要在午夜後調暗，讓螢火蟲回來，也讓晚歸的人走得  經濟部、農委會   88 日  校對中
                           安心？
      42  107.12.14        學校午餐剩食怎麼辦？                                              未載              未載  未載

    各案辦理情形
    序號37　借書證可以放進手機嗎？　主辦 衛福部
    背景　上級交辦；107.03.05 提案。
    會議　107.09.28（第三場），提案後 207 日；逐字稿已公開。
    參採　未載〔請衛福部填寫〕
    後續　列管（107.05.07 起）。

    序號40　夜間公車路線如何與社區一起規劃？　主辦 交通部　協辦 內政部
    背景　連署案；107.09.01 成案；107.08.13 提案，票選。
    會議　107.10.26，提案後 74 日；逐字稿已公開。
    參採　部分參採（交通部，107.12.20）。
    後續　未載〔請交通部填寫〕

    序號41　河濱步道的路燈要不要在午夜後調暗，讓螢火蟲回來，也讓晚歸的人走得安心？　主辦 經濟部、農委會　協辦 內政部
    背景　連署案；107.08.20、107.09.20 成案；107.09.03 月會提案，票選。
    會議　107.11.30、107.12.01，提案後 88 日，採用開放報名、逐字稿、直播；逐字稿校對中。
    參採　未載〔請經濟部、農委會填寫〕
    後續　列管（107.12.03 起）。

    序號42　學校午餐剩食怎麼辦？　主辦 未載
    背景　案件來源未載；提案日未載。
    會議　107.12.14，提案後日數不明；未載逐字稿。
    參採　未載〔請主辦機關填寫〕
    後續　未載〔請主辦機關填寫〕

    不辦理案件及理由
    • 序號43　圖書館座位預約制度（107.12.03）：業務單位已採納建議，並自行修正要點

    提案至會議日數
    中位數　▅▇█　60 81 88（由舊至新，末為本期）
    期間        起訖                 召開場次  中位數    範圍  已知
    ───────────────────────────────────────────────────────────────
    107年第1季  106.09.01–107.04.12         1      60   60–60  1／1
    107年第2季  107.04.13–107.08.09         2      81  46–116  2／2
    本期        107.08.10–108.02.14         4      88  74–207  3／4

    其他會議
    會前會 1、月會 2、季會 1。

    採用元素
    協作會議 4 場，已載元素 1 場。
    元素      場次
    ──────────────
    開放報名     1
    逐字稿       1
    直播         1

    各機關主協辦案件
    本期所涉案件共 8 案。
    機關    主辦  協辦
    ──────────────────
    交通部     3     0
    農委會     1     0
    環保署     1     0
    文化部     1     0
    經濟部     1     0
    衛福部     1     0
    內政部     0     2

    機關協作
    本期開會案件 4 案，已載主協辦 3 案。
    機關            案數  案件
    ───────────────────────────
    農委會、經濟部     1  41 案
    農委會、內政部     1  41 案
    經濟部、內政部     1  41 案
    內政部、交通部     1  40 案

    連署與逐字稿
    • 連署：成案 3 件（其中期末前已正式回應 1／3）；本期正式回應 1 件。
    • 逐字稿：協作會議 4 場，已公開 2、草稿或校對中 1、未載 1。
    • 其他會議之逐字稿已公開 1／4。

    正式回應期限
    本期已回應，或本期到期而期末尚未回應者，共 3 件。
    • 展延期限內回應 1／3：40 案
    • 逾期未回應 2／3：41 案（期限 107.10.20）、41 案（期限 107.11.20）

    承諾事項
    截至 108.02.14 共承諾 5 項，依當日情形分列。
    機關    承諾  如期完成  逾期完成  完成日不明  進行中  逾期
    ──────────────────────────────────────────────────────────
    經濟部     1         0         0           0       0     1
    農委會     2         0         0           1       1     0
    衛福部     1         1         0           0       0     0
    交通部     1         0         1           0       0     0

    • 逾期 1／5：41 案 C1（期限 108.01.31）

    會議工作
    會議 2 場，工作 5 項：如期完成 2、逾期完成 1、完成而未訂期限 1、逾期未完成 1。
    • 逾期未完成 1／5：m201811-cc41 t7q2（期限 107.11.28）

    季會與會首長
    108.02.14，4 個機關首長與會：同一人 1、換人 1、上次未派員 1、未載 1。
    機關    職級      人員          與上次相較
    ──────────────────────────────────────────
    衛福部  常務次長  invented-lin  同一人
    交通部  常務次長  invented-cho  換人
    農委會  常務次長  invented-he   未載
    環保署  常務次長  invented-su   上次未派員

    紀錄未載事項
    • 案件未載機關 1／8：42 案
    • 案件所載機關查無紀錄 1／8：44 案
    • 案件未載來源 1／8：42 案
    • 案件未載提案日 1／8：42 案
    • 案件有階段未載日期，未計入任何期間 1／8：42 案
    • 已召開而未載參採情形 2／3：41 案、42 案
    • 已召開而逐字稿未公開 2／4：m201811-cc41、m201812-cc42

    數字摘要值 sha256 f1a986bbffddf720…　po 0.1.0
    ");
}

#[test]
fn the_terminal_in_english_at_80_columns() {
    insta::assert_snapshot!(terminal_at(80, Language::En), @"
    Open-government collaborative cases: quarterly report, 108年第1季政策協調聯繫會
    議 (2019-02-14)
    Covers 2018-08-10 to 2019-02-14  store 範例紀錄庫  record 977d877
    as of 2019-03-01
    Made again by: po report quarterly --meeting 108Q1 --at 977d877
    3 cases met (40–42), also the third meeting of case 37; a median of 88 days from
    proposal to meeting (known for 3 of 4)

    Cases
    Source         proposed  selected  met  not held  released
    ──────────────────────────────────────────────────────────
    join petition         3         2    2         0         1
    join notice           1         1    0         0         0
    ministry              1         1    0         1         0
    unknown               0         0    1         0         0
    total                 5         4    3         1         1

    • proposed: 40–41, 43–44, 1 without a number (5 cases)
    • selected: 40–41, 43–44 (4 cases)
    • met: 40–42 (3 cases)
    • not held: 43 (1 case)
    • released: 9 (1 case)
    Open on 2019-02-14: 5 of 8 cases: preparing 1, met 1, not held 1, tracked 2;
    stage unknown: 1.

    Collaborative meetings
    No.  Date           Topic                         Host          Days  Transcript
    ────────────────────────────────────────────────────────────────────────────────
     37  2018-09-28     借書證可以放進手機嗎？        MOHW           207  published
     40  2018-10-26     夜間公車路線如何與社區一起規  MOTC            74  published
                        劃？
     41  2018-11-30 +1  河濱步道的路燈要不要在午夜後  MOEA, COA       88  editing
                        調暗，讓螢火蟲回來，也讓晚歸
                        的人走得安心？
     42  2018-12-14     學校午餐剩食怎麼辦？          unknown    unknown  missing

    Case by case
    Case 37  借書證可以放進手機嗎？  Host MOHW
    Background  Designated; proposed 2018-03-05.
    Meeting     2018-09-28 (third), 207 days after the proposal; transcript
                published.
    Adoption    not recorded [MOHW to fill in]
    Follow-up   Tracked since 2018-05-07.

    Case 40  夜間公車路線如何與社區一起規劃？  Host MOTC, co-host MOI
    Background  Join petition; petition qualified 2018-09-01; proposed 2018-08-13,
                voted.
    Meeting     2018-10-26, 74 days after the proposal; transcript published.
    Adoption    Partly (MOTC, 2018-12-20).
    Follow-up   not recorded [MOTC to fill in]

    Case 41  河濱步道的路燈要不要在午夜後調暗，讓螢火蟲回來，也讓晚歸的人走得安心？
    Host MOEA, COA, co-host MOI
    Background  Join petition; petition qualified 2018-08-20, 2018-09-20; proposed
                2018-09-03 at the monthly meeting, voted.
    Meeting     2018-11-30, 2018-12-01, 88 days after the proposal, with open
                signup, transcript, livestream; transcript being edited.
    Adoption    not recorded [MOEA, COA to fill in]
    Follow-up   Tracked since 2018-12-03.

    Case 42  學校午餐剩食怎麼辦？  Host not recorded
    Background  Source not recorded; day of the proposal not recorded.
    Meeting     2018-12-14, days after the proposal unknown; no transcript recorded.
    Adoption    not recorded [the host to fill in]
    Follow-up   not recorded [the host to fill in]

    Not held, and why
    • Case 43  圖書館座位預約制度 (2018-12-03): 業務單位已採納建議，並自行修正要點

    Days from proposal to meeting
    Median  ▅▇█  60 81 88 (oldest first, this period last)
    Period       Days covered              Held  Median   Range  Known
    ──────────────────────────────────────────────────────────────────
    2018Q1       2017-09-01 to 2018-04-12     1      60   60–60    1/1
    2018Q2       2018-04-13 to 2018-08-09     2      81  46–116    2/2
    this period  2018-08-10 to 2019-02-14     4      88  74–207    3/4

    Other meetings
    Prep 1, monthly 2, quarterly 1.

    Elements used
    Recorded for 1 of 4 collaborative meetings.
    Element      Meetings
    ─────────────────────
    open signup         1
    transcript          1
    livestream          1

    Agencies
    Among the 8 cases of this period.
    Agency  Host  Co-host
    ─────────────────────
    MOTC       3        0
    COA        1        0
    EPA        1        0
    MOC        1        0
    MOEA       1        0
    MOHW       1        0
    MOI        0        2

    Who worked with whom
    Hosts and co-hosts of 4 cases with a meeting in this period, recorded for 3.
    Agencies   Cases  Which
    ─────────────────────────
    COA, MOEA      1  case 41
    COA, MOI       1  case 41
    MOEA, MOI      1  case 41
    MOI, MOTC      1  case 40

    Petitions and transcripts
    • Petitions: 3 qualified (1 of 3 answered by the end of the period); 1 answered
      in the period.
    • Transcripts of the 4 collaborative meetings: 2 published, 1 in preparation, 1
      missing.
    • Other meetings with a published transcript: 1 of 4.

    Formal replies
    Given in this period, or due in it and not given by its end: 3.
    • within the extension (1 of 3): case 40
    • overdue (2 of 3): case 41 (due 2018-10-20), case 41 (due 2018-11-20)

    Promises
    5 promises made by 2019-02-14, as they stood on that day.
    Agency  made  kept  kept late  kept, day unknown  open  overdue
    ───────────────────────────────────────────────────────────────
    MOEA       1     0          0                  0     0        1
    COA        2     0          0                  1     1        0
    MOHW       1     1          0                  0     0        0
    MOTC       1     0          1                  0     0        0

    • overdue (1 of 5): case 41 C1 (due 2019-01-31)

    Tasks of meetings
    5 tasks of 2 meetings: done in time 2, done late 1, done without a due date 1,
    overdue 1.
    • overdue (1 of 5): m201811-cc41 t7q2 (due 2018-11-28)

    Chiefs at the quarterly meeting
    2019-02-14, chiefs of 4 agencies: same person 1, other person 1, nobody last
    time 1, unknown 1.
    Agency  Rank      Person        Last meeting
    ────────────────────────────────────────────────
    MOHW    常務次長  invented-lin  same person
    MOTC    常務次長  invented-cho  other person
    COA     常務次長  invented-he   unknown
    EPA     常務次長  invented-su   nobody last time

    What the records do not say
    • Cases without an agency: 1 of 8 (case 42)
    • Cases naming an agency that is not on record: 1 of 8 (case 44)
    • Cases without a source: 1 of 8 (case 42)
    • Cases without the day of the proposal: 1 of 8 (case 42)
    • Cases with an undated step, which no period counts: 1 of 8 (case 42)
    • Cases met without an adoption decision: 2 of 3 (case 41, case 42)
    • Meetings held without a published transcript: 2 of 4 (m201811-cc41,
      m201812-cc42)

    Figures sha256 f1a986bbffddf720…, po 0.1.0
    ");
}

#[test]
fn the_terminal_in_english_at_120_columns() {
    insta::assert_snapshot!(terminal_at(120, Language::En), @"
    Open-government collaborative cases: quarterly report, 108年第1季政策協調聯繫會議 (2019-02-14)
    Covers 2018-08-10 to 2019-02-14  store 範例紀錄庫  record 977d877  as of 2019-03-01
    Made again by: po report quarterly --meeting 108Q1 --at 977d877
    3 cases met (40–42), also the third meeting of case 37; a median of 88 days from proposal to meeting (known for 3 of 4)

    Cases
    Source         proposed  selected  met  not held  released
    ──────────────────────────────────────────────────────────
    join petition         3         2    2         0         1
    join notice           1         1    0         0         0
    ministry              1         1    0         1         0
    unknown               0         0    1         0         0
    total                 5         4    3         1         1

    • proposed: 40–41, 43–44, 1 without a number (5 cases)
    • selected: 40–41, 43–44 (4 cases)
    • met: 40–42 (3 cases)
    • not held: 43 (1 case)
    • released: 9 (1 case)
    Open on 2019-02-14: 5 of 8 cases: preparing 1, met 1, not held 1, tracked 2; stage unknown: 1.

    Collaborative meetings
    No.  Date           Topic                                                               Host          Days  Transcript
    ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
     37  2018-09-28     借書證可以放進手機嗎？                                              MOHW           207  published
     40  2018-10-26     夜間公車路線如何與社區一起規劃？                                    MOTC            74  published
     41  2018-11-30 +1  河濱步道的路燈要不要在午夜後調暗，讓螢火蟲回來，也讓晚歸的人走得安  MOEA, COA       88  editing
                        心？
     42  2018-12-14     學校午餐剩食怎麼辦？                                                unknown    unknown  missing

    Case by case
    Case 37  借書證可以放進手機嗎？  Host MOHW
    Background  Designated; proposed 2018-03-05.
    Meeting     2018-09-28 (third), 207 days after the proposal; transcript published.
    Adoption    not recorded [MOHW to fill in]
    Follow-up   Tracked since 2018-05-07.

    Case 40  夜間公車路線如何與社區一起規劃？  Host MOTC, co-host MOI
    Background  Join petition; petition qualified 2018-09-01; proposed 2018-08-13, voted.
    Meeting     2018-10-26, 74 days after the proposal; transcript published.
    Adoption    Partly (MOTC, 2018-12-20).
    Follow-up   not recorded [MOTC to fill in]

    Case 41  河濱步道的路燈要不要在午夜後調暗，讓螢火蟲回來，也讓晚歸的人走得安心？  Host MOEA, COA, co-host MOI
    Background  Join petition; petition qualified 2018-08-20, 2018-09-20; proposed 2018-09-03 at the monthly meeting, voted.
    Meeting     2018-11-30, 2018-12-01, 88 days after the proposal, with open signup, transcript, livestream; transcript
                being edited.
    Adoption    not recorded [MOEA, COA to fill in]
    Follow-up   Tracked since 2018-12-03.

    Case 42  學校午餐剩食怎麼辦？  Host not recorded
    Background  Source not recorded; day of the proposal not recorded.
    Meeting     2018-12-14, days after the proposal unknown; no transcript recorded.
    Adoption    not recorded [the host to fill in]
    Follow-up   not recorded [the host to fill in]

    Not held, and why
    • Case 43  圖書館座位預約制度 (2018-12-03): 業務單位已採納建議，並自行修正要點

    Days from proposal to meeting
    Median  ▅▇█  60 81 88 (oldest first, this period last)
    Period       Days covered              Held  Median   Range  Known
    ──────────────────────────────────────────────────────────────────
    2018Q1       2017-09-01 to 2018-04-12     1      60   60–60    1/1
    2018Q2       2018-04-13 to 2018-08-09     2      81  46–116    2/2
    this period  2018-08-10 to 2019-02-14     4      88  74–207    3/4

    Other meetings
    Prep 1, monthly 2, quarterly 1.

    Elements used
    Recorded for 1 of 4 collaborative meetings.
    Element      Meetings
    ─────────────────────
    open signup         1
    transcript          1
    livestream          1

    Agencies
    Among the 8 cases of this period.
    Agency  Host  Co-host
    ─────────────────────
    MOTC       3        0
    COA        1        0
    EPA        1        0
    MOC        1        0
    MOEA       1        0
    MOHW       1        0
    MOI        0        2

    Who worked with whom
    Hosts and co-hosts of 4 cases with a meeting in this period, recorded for 3.
    Agencies   Cases  Which
    ─────────────────────────
    COA, MOEA      1  case 41
    COA, MOI       1  case 41
    MOEA, MOI      1  case 41
    MOI, MOTC      1  case 40

    Petitions and transcripts
    • Petitions: 3 qualified (1 of 3 answered by the end of the period); 1 answered in the period.
    • Transcripts of the 4 collaborative meetings: 2 published, 1 in preparation, 1 missing.
    • Other meetings with a published transcript: 1 of 4.

    Formal replies
    Given in this period, or due in it and not given by its end: 3.
    • within the extension (1 of 3): case 40
    • overdue (2 of 3): case 41 (due 2018-10-20), case 41 (due 2018-11-20)

    Promises
    5 promises made by 2019-02-14, as they stood on that day.
    Agency  made  kept  kept late  kept, day unknown  open  overdue
    ───────────────────────────────────────────────────────────────
    MOEA       1     0          0                  0     0        1
    COA        2     0          0                  1     1        0
    MOHW       1     1          0                  0     0        0
    MOTC       1     0          1                  0     0        0

    • overdue (1 of 5): case 41 C1 (due 2019-01-31)

    Tasks of meetings
    5 tasks of 2 meetings: done in time 2, done late 1, done without a due date 1, overdue 1.
    • overdue (1 of 5): m201811-cc41 t7q2 (due 2018-11-28)

    Chiefs at the quarterly meeting
    2019-02-14, chiefs of 4 agencies: same person 1, other person 1, nobody last time 1, unknown 1.
    Agency  Rank      Person        Last meeting
    ────────────────────────────────────────────────
    MOHW    常務次長  invented-lin  same person
    MOTC    常務次長  invented-cho  other person
    COA     常務次長  invented-he   unknown
    EPA     常務次長  invented-su   nobody last time

    What the records do not say
    • Cases without an agency: 1 of 8 (case 42)
    • Cases naming an agency that is not on record: 1 of 8 (case 44)
    • Cases without a source: 1 of 8 (case 42)
    • Cases without the day of the proposal: 1 of 8 (case 42)
    • Cases with an undated step, which no period counts: 1 of 8 (case 42)
    • Cases met without an adoption decision: 2 of 3 (case 41, case 42)
    • Meetings held without a published transcript: 2 of 4 (m201811-cc41, m201812-cc42)

    Figures sha256 f1a986bbffddf720…, po 0.1.0
    ");
}

#[test]
fn markdown_in_chinese() {
    insta::assert_snapshot!(markdown::render(&report(Language::ZhTw), Language::ZhTw), @"
    # 開放政府協作案件報告　108年第1季政策協調聯繫會議（108.02.14）

    - 涵蓋 107.08.10–108.02.14
    - 紀錄庫 範例紀錄庫
    - 紀錄 977d877
    - 基準日 108.03.01
    - 重製：`po report quarterly --meeting 108Q1 --at 977d877`

    **召開 3 案（40–42），另 37 案第三場；提案至會議中位數 88 日（已知 3／4）**

    ## 案件統計

    | 來源 | 提案 | 選定 | 召開 | 不辦理 | 解除列管 |
    | --- | ---: | ---: | ---: | ---: | ---: |
    | 連署案 | 3 | 2 | 2 | 0 | 1 |
    | 預告案 | 1 | 1 | 0 | 0 | 0 |
    | 部會自提案 | 1 | 1 | 0 | 1 | 0 |
    | 未載 | 0 | 0 | 1 | 0 | 0 |
    | 合計 | 5 | 4 | 3 | 1 | 1 |

    - 提案 5 案：40–41、43–44、未編序號 1 案
    - 選定 4 案：40–41、43–44
    - 召開 3 案：40–42
    - 不辦理 1 案：43
    - 解除列管 1 案：9

    期末（108.02.14）未結 5／8 案：籌備 1、已召開 1、不辦理 1、列管 2；階段或日期不明 1 案。

    ## 協作會議

    | 序號 | 日期 | 議題 | 主辦 | 提案後 | 逐字稿 |
    | ---: | --- | --- | --- | ---: | --- |
    | 37 | 107.09.28 | 借書證可以放進手機嗎？ | 衛福部 | 207 日 | 已公開 |
    | 40 | 107.10.26 | 夜間公車路線如何與社區一起規劃？ | 交通部 | 74 日 | 已公開 |
    | 41 | 107.11.30 等2日 | 河濱步道的路燈要不要在午夜後調暗，讓螢火蟲回來，也讓晚歸的人走得安心？ | 經濟部、農委會 | 88 日 | 校對中 |
    | 42 | 107.12.14 | 學校午餐剩食怎麼辦？ | 未載 | 未載 | 未載 |

    ## 各案辦理情形

    ### 序號37　借書證可以放進手機嗎？

    主辦 衛福部

    - **背景**　上級交辦；107.03.05 提案。
    - **會議**　107.09.28（第三場），提案後 207 日；逐字稿已公開。
    - **參採**　未載〔請衛福部填寫〕
    - **後續**　列管（107.05.07 起）。

    ### 序號40　夜間公車路線如何與社區一起規劃？

    主辦 交通部　協辦 內政部

    - **背景**　連署案；107.09.01 成案；107.08.13 提案，票選。
    - **會議**　107.10.26，提案後 74 日；逐字稿已公開。
    - **參採**　部分參採（交通部，107.12.20）。
    - **後續**　未載〔請交通部填寫〕

    ### 序號41　河濱步道的路燈要不要在午夜後調暗，讓螢火蟲回來，也讓晚歸的人走得安心？

    主辦 經濟部、農委會　協辦 內政部

    - **背景**　連署案；107.08.20、107.09.20 成案；107.09.03 月會提案，票選。
    - **會議**　107.11.30、107.12.01，提案後 88 日，採用開放報名、逐字稿、直播；逐字稿校對中。
    - **參採**　未載〔請經濟部、農委會填寫〕
    - **後續**　列管（107.12.03 起）。

    ### 序號42　學校午餐剩食怎麼辦？

    主辦 未載

    - **背景**　案件來源未載；提案日未載。
    - **會議**　107.12.14，提案後日數不明；未載逐字稿。
    - **參採**　未載〔請主辦機關填寫〕
    - **後續**　未載〔請主辦機關填寫〕

    ## 不辦理案件及理由

    - 序號43　圖書館座位預約制度（107.12.03）：業務單位已採納建議，並自行修正要點

    ## 提案至會議日數

    中位數　▅▇█　60 81 88（由舊至新，末為本期）

    | 期間 | 起訖 | 召開場次 | 中位數 | 範圍 | 已知 |
    | --- | --- | ---: | ---: | ---: | ---: |
    | 107年第1季 | 106.09.01–107.04.12 | 1 | 60 | 60–60 | 1／1 |
    | 107年第2季 | 107.04.13–107.08.09 | 2 | 81 | 46–116 | 2／2 |
    | 本期 | 107.08.10–108.02.14 | 4 | 88 | 74–207 | 3／4 |

    ## 其他會議

    會前會 1、月會 2、季會 1。

    ## 採用元素

    協作會議 4 場，已載元素 1 場。

    | 元素 | 場次 |
    | --- | ---: |
    | 開放報名 | 1 |
    | 逐字稿 | 1 |
    | 直播 | 1 |

    ## 各機關主協辦案件

    本期所涉案件共 8 案。

    | 機關 | 主辦 | 協辦 |
    | --- | ---: | ---: |
    | 交通部 | 3 | 0 |
    | 農委會 | 1 | 0 |
    | 環保署 | 1 | 0 |
    | 文化部 | 1 | 0 |
    | 經濟部 | 1 | 0 |
    | 衛福部 | 1 | 0 |
    | 內政部 | 0 | 2 |

    ## 機關協作

    本期開會案件 4 案，已載主協辦 3 案。

    | 機關 | 案數 | 案件 |
    | --- | ---: | --- |
    | 農委會、經濟部 | 1 | 41 案 |
    | 農委會、內政部 | 1 | 41 案 |
    | 經濟部、內政部 | 1 | 41 案 |
    | 內政部、交通部 | 1 | 40 案 |

    ## 連署與逐字稿

    - 連署：成案 3 件（其中期末前已正式回應 1／3）；本期正式回應 1 件。
    - 逐字稿：協作會議 4 場，已公開 2、草稿或校對中 1、未載 1。
    - 其他會議之逐字稿已公開 1／4。

    ## 正式回應期限

    本期已回應，或本期到期而期末尚未回應者，共 3 件。

    - 展延期限內回應 1／3：40 案
    - 逾期未回應 2／3：41 案（期限 107.10.20）、41 案（期限 107.11.20）

    ## 承諾事項

    截至 108.02.14 共承諾 5 項，依當日情形分列。

    | 機關 | 承諾 | 如期完成 | 逾期完成 | 完成日不明 | 進行中 | 逾期 |
    | --- | ---: | ---: | ---: | ---: | ---: | ---: |
    | 經濟部 | 1 | 0 | 0 | 0 | 0 | 1 |
    | 農委會 | 2 | 0 | 0 | 1 | 1 | 0 |
    | 衛福部 | 1 | 1 | 0 | 0 | 0 | 0 |
    | 交通部 | 1 | 0 | 1 | 0 | 0 | 0 |

    - 逾期 1／5：41 案 C1（期限 108.01.31）

    ## 會議工作

    會議 2 場，工作 5 項：如期完成 2、逾期完成 1、完成而未訂期限 1、逾期未完成 1。

    - 逾期未完成 1／5：m201811-cc41 t7q2（期限 107.11.28）

    ## 季會與會首長

    108.02.14，4 個機關首長與會：同一人 1、換人 1、上次未派員 1、未載 1。

    | 機關 | 職級 | 人員 | 與上次相較 |
    | --- | --- | --- | --- |
    | 衛福部 | 常務次長 | invented-lin | 同一人 |
    | 交通部 | 常務次長 | invented-cho | 換人 |
    | 農委會 | 常務次長 | invented-he | 未載 |
    | 環保署 | 常務次長 | invented-su | 上次未派員 |

    ## 紀錄未載事項

    - 案件未載機關 1／8：42 案
    - 案件所載機關查無紀錄 1／8：44 案
    - 案件未載來源 1／8：42 案
    - 案件未載提案日 1／8：42 案
    - 案件有階段未載日期，未計入任何期間 1／8：42 案
    - 已召開而未載參採情形 2／3：41 案、42 案
    - 已召開而逐字稿未公開 2／4：m201811-cc41、m201812-cc42

    ---

    數字摘要值 sha256 f1a986bbffddf720…　po 0.1.0
    ");
}

#[test]
fn markdown_in_english() {
    insta::assert_snapshot!(markdown::render(&report(Language::En), Language::En), @r"
    # Open-government collaborative cases: quarterly report, 108年第1季政策協調聯繫會議 (2019-02-14)

    - Covers 2018-08-10 to 2019-02-14
    - store 範例紀錄庫
    - record 977d877
    - as of 2019-03-01
    - Made again by: `po report quarterly --meeting 108Q1 --at 977d877`

    **3 cases met (40–42), also the third meeting of case 37; a median of 88 days from proposal to meeting (known for 3 of 4)**

    ## Cases

    | Source | proposed | selected | met | not held | released |
    | --- | ---: | ---: | ---: | ---: | ---: |
    | join petition | 3 | 2 | 2 | 0 | 1 |
    | join notice | 1 | 1 | 0 | 0 | 0 |
    | ministry | 1 | 1 | 0 | 1 | 0 |
    | unknown | 0 | 0 | 1 | 0 | 0 |
    | total | 5 | 4 | 3 | 1 | 1 |

    - proposed: 40–41, 43–44, 1 without a number (5 cases)
    - selected: 40–41, 43–44 (4 cases)
    - met: 40–42 (3 cases)
    - not held: 43 (1 case)
    - released: 9 (1 case)

    Open on 2019-02-14: 5 of 8 cases: preparing 1, met 1, not held 1, tracked 2; stage unknown: 1.

    ## Collaborative meetings

    | No. | Date | Topic | Host | Days | Transcript |
    | ---: | --- | --- | --- | ---: | --- |
    | 37 | 2018-09-28 | 借書證可以放進手機嗎？ | MOHW | 207 | published |
    | 40 | 2018-10-26 | 夜間公車路線如何與社區一起規劃？ | MOTC | 74 | published |
    | 41 | 2018-11-30 +1 | 河濱步道的路燈要不要在午夜後調暗，讓螢火蟲回來，也讓晚歸的人走得安心？ | MOEA, COA | 88 | editing |
    | 42 | 2018-12-14 | 學校午餐剩食怎麼辦？ | unknown | unknown | missing |

    ## Case by case

    ### Case 37  借書證可以放進手機嗎？

    Host MOHW

    - **Background**  Designated; proposed 2018-03-05.
    - **Meeting**  2018-09-28 (third), 207 days after the proposal; transcript published.
    - **Adoption**  not recorded \[MOHW to fill in\]
    - **Follow-up**  Tracked since 2018-05-07.

    ### Case 40  夜間公車路線如何與社區一起規劃？

    Host MOTC, co-host MOI

    - **Background**  Join petition; petition qualified 2018-09-01; proposed 2018-08-13, voted.
    - **Meeting**  2018-10-26, 74 days after the proposal; transcript published.
    - **Adoption**  Partly (MOTC, 2018-12-20).
    - **Follow-up**  not recorded \[MOTC to fill in\]

    ### Case 41  河濱步道的路燈要不要在午夜後調暗，讓螢火蟲回來，也讓晚歸的人走得安心？

    Host MOEA, COA, co-host MOI

    - **Background**  Join petition; petition qualified 2018-08-20, 2018-09-20; proposed 2018-09-03 at the monthly meeting, voted.
    - **Meeting**  2018-11-30, 2018-12-01, 88 days after the proposal, with open signup, transcript, livestream; transcript being edited.
    - **Adoption**  not recorded \[MOEA, COA to fill in\]
    - **Follow-up**  Tracked since 2018-12-03.

    ### Case 42  學校午餐剩食怎麼辦？

    Host not recorded

    - **Background**  Source not recorded; day of the proposal not recorded.
    - **Meeting**  2018-12-14, days after the proposal unknown; no transcript recorded.
    - **Adoption**  not recorded \[the host to fill in\]
    - **Follow-up**  not recorded \[the host to fill in\]

    ## Not held, and why

    - Case 43  圖書館座位預約制度 (2018-12-03): 業務單位已採納建議，並自行修正要點

    ## Days from proposal to meeting

    Median  ▅▇█  60 81 88 (oldest first, this period last)

    | Period | Days covered | Held | Median | Range | Known |
    | --- | --- | ---: | ---: | ---: | ---: |
    | 2018Q1 | 2017-09-01 to 2018-04-12 | 1 | 60 | 60–60 | 1/1 |
    | 2018Q2 | 2018-04-13 to 2018-08-09 | 2 | 81 | 46–116 | 2/2 |
    | this period | 2018-08-10 to 2019-02-14 | 4 | 88 | 74–207 | 3/4 |

    ## Other meetings

    Prep 1, monthly 2, quarterly 1.

    ## Elements used

    Recorded for 1 of 4 collaborative meetings.

    | Element | Meetings |
    | --- | ---: |
    | open signup | 1 |
    | transcript | 1 |
    | livestream | 1 |

    ## Agencies

    Among the 8 cases of this period.

    | Agency | Host | Co-host |
    | --- | ---: | ---: |
    | MOTC | 3 | 0 |
    | COA | 1 | 0 |
    | EPA | 1 | 0 |
    | MOC | 1 | 0 |
    | MOEA | 1 | 0 |
    | MOHW | 1 | 0 |
    | MOI | 0 | 2 |

    ## Who worked with whom

    Hosts and co-hosts of 4 cases with a meeting in this period, recorded for 3.

    | Agencies | Cases | Which |
    | --- | ---: | --- |
    | COA, MOEA | 1 | case 41 |
    | COA, MOI | 1 | case 41 |
    | MOEA, MOI | 1 | case 41 |
    | MOI, MOTC | 1 | case 40 |

    ## Petitions and transcripts

    - Petitions: 3 qualified (1 of 3 answered by the end of the period); 1 answered in the period.
    - Transcripts of the 4 collaborative meetings: 2 published, 1 in preparation, 1 missing.
    - Other meetings with a published transcript: 1 of 4.

    ## Formal replies

    Given in this period, or due in it and not given by its end: 3.

    - within the extension (1 of 3): case 40
    - overdue (2 of 3): case 41 (due 2018-10-20), case 41 (due 2018-11-20)

    ## Promises

    5 promises made by 2019-02-14, as they stood on that day.

    | Agency | made | kept | kept late | kept, day unknown | open | overdue |
    | --- | ---: | ---: | ---: | ---: | ---: | ---: |
    | MOEA | 1 | 0 | 0 | 0 | 0 | 1 |
    | COA | 2 | 0 | 0 | 1 | 1 | 0 |
    | MOHW | 1 | 1 | 0 | 0 | 0 | 0 |
    | MOTC | 1 | 0 | 1 | 0 | 0 | 0 |

    - overdue (1 of 5): case 41 C1 (due 2019-01-31)

    ## Tasks of meetings

    5 tasks of 2 meetings: done in time 2, done late 1, done without a due date 1, overdue 1.

    - overdue (1 of 5): m201811-cc41 t7q2 (due 2018-11-28)

    ## Chiefs at the quarterly meeting

    2019-02-14, chiefs of 4 agencies: same person 1, other person 1, nobody last time 1, unknown 1.

    | Agency | Rank | Person | Last meeting |
    | --- | --- | --- | --- |
    | MOHW | 常務次長 | invented-lin | same person |
    | MOTC | 常務次長 | invented-cho | other person |
    | COA | 常務次長 | invented-he | unknown |
    | EPA | 常務次長 | invented-su | nobody last time |

    ## What the records do not say

    - Cases without an agency: 1 of 8 (case 42)
    - Cases naming an agency that is not on record: 1 of 8 (case 44)
    - Cases without a source: 1 of 8 (case 42)
    - Cases without the day of the proposal: 1 of 8 (case 42)
    - Cases with an undated step, which no period counts: 1 of 8 (case 42)
    - Cases met without an adoption decision: 2 of 3 (case 41, case 42)
    - Meetings held without a published transcript: 2 of 4 (m201811-cc41, m201812-cc42)

    ---

    Figures sha256 f1a986bbffddf720…, po 0.1.0
    ");
}

/// Some of the sections, in both languages: the others have the same form.
#[test]
fn csv_in_both_languages() {
    let rows = |language: Language, sections: &[&str]| {
        let text = csv::render(&report(language), language);
        let rows: Vec<&str> = text
            .lines()
            .filter(|line| sections.iter().any(|section| line.starts_with(section)))
            .collect();
        rows.join("\n")
    };
    let chinese = rows(
        Language::ZhTw,
        &[
            "section",
            "head",
            "cases.met",
            "cases.open",
            "before.2018Q2",
            "replies",
            "promises",
        ],
    );
    insta::assert_snapshot!(chinese, @"
    section,id,key,label,value,base,unit
    head,,schema,,po.report.quarterly/1,,text
    head,,quarter,,2019Q1,,quarter
    head,,meeting,,108年第1季政策協調聯繫會議,,text
    head,,from,,2018-08-10,,date
    head,,to,,2019-02-14,,date
    head,,counted_to,,2019-02-14,,date
    head,,agency,,,,id
    head,,includes,,,,ids
    head,,store,,範例紀錄庫,,text
    head,,commit,,977d8770123456789abcdef0123456789abcdef0,,commit
    head,,as_of,,2019-03-01,,date
    head,,command,,po report quarterly --meeting 108Q1 --at 977d877,,text
    head,,version,,0.1.0,,text
    head,,language,,zh-TW,,word
    head,,digest,,f1a986bbffddf7203b99bda94baa1ba5383ea7c22471496fc62a93f76941c81d,,sha256
    head,,unreadable,,0,,records
    head,,unhosted,,1,,meetings
    cases.met,,total,召開,3,,cases
    cases.met,,join-petition,連署案,2,3,cases
    cases.met,,join-notice,預告案,0,3,cases
    cases.met,,ministry,部會自提案,0,3,cases
    cases.met,,designated,上級交辦,0,3,cases
    cases.met,,secretariat,秘書單位提案,0,3,cases
    cases.met,,minister,政務委員提案,0,3,cases
    cases.met,,cross-ministry,跨部會提案,0,3,cases
    cases.met,,unknown,未載,1,3,cases
    cases.met,c201808-aa40,case,,c201808-aa40,,id
    cases.met,c201809-aa41,case,,c201809-aa41,,id
    cases.met,c201810-aa42,case,,c201810-aa42,,id
    cases.open,,total,,5,8,cases
    cases.open,,unknown,,1,8,cases
    cases.open,,preparing,籌備,1,5,cases
    cases.open,,met,已召開,1,5,cases
    cases.open,,not-held,不辦理,1,5,cases
    cases.open,,tracked,列管,2,5,cases
    before.2018Q2,m201808-qq02,from,,2018-04-13,,date
    before.2018Q2,m201808-qq02,to,,2018-08-09,,date
    before.2018Q2,m201808-qq02,held,召開場次,2,,meetings
    before.2018Q2,m201808-qq02,median,中位數,81,2,days
    before.2018Q2,m201808-qq02,min,,46,2,days
    before.2018Q2,m201808-qq02,max,,116,2,days
    before.2018Q2,m201808-qq02,known,已知,2,2,meetings
    before.2018Q2,m201808-qq02,unknown,未載,0,2,meetings
    replies,,of,,3,,petitions
    replies,,on-time,如期回應,0,3,petitions
    replies,,extended,展延期限內回應,1,3,petitions
    replies,,late,逾期回應,0,3,petitions
    replies,,overdue,逾期未回應,2,3,petitions
    replies,,unknown,日期未載，無從判斷,0,3,petitions
    replies.items,c201808-aa40,petition,,https://join.example/40,,url
    replies.items,c201808-aa40,due,,2018-12-31,,date
    replies.items,c201808-aa40,announced,,2018-11-01,,date
    replies.items,c201808-aa40,by_rule,,2018-11-01,,date
    replies.items,c201808-aa40,extended_to,,2018-12-31,,date
    replies.items,c201808-aa40,given_on,,2018-12-20,,date
    replies.items,c201808-aa40,outcome,,extended,,word
    replies.items,c201809-aa41,petition,,https://join.example/41a,,url
    replies.items,c201809-aa41,due,,2018-10-20,,date
    replies.items,c201809-aa41,announced,,,,date
    replies.items,c201809-aa41,by_rule,,2018-10-20,,date
    replies.items,c201809-aa41,extended_to,,,,date
    replies.items,c201809-aa41,given_on,,,,date
    replies.items,c201809-aa41,outcome,,overdue,,word
    replies.items,c201809-aa41,petition,,https://join.example/41b,,url
    replies.items,c201809-aa41,due,,2018-11-20,,date
    replies.items,c201809-aa41,announced,,,,date
    replies.items,c201809-aa41,by_rule,,2018-11-20,,date
    replies.items,c201809-aa41,extended_to,,,,date
    replies.items,c201809-aa41,given_on,,,,date
    replies.items,c201809-aa41,outcome,,overdue,,word
    promises,,of,,5,,promises
    promises,,kept,如期完成,1,5,promises
    promises,,kept-late,逾期完成,1,5,promises
    promises,,kept-unknown,完成日不明,1,5,promises
    promises,,open,進行中,1,5,promises
    promises,,overdue,逾期,1,5,promises
    promises,,changed-direction,調整方向,0,5,promises
    promises,,dropped,停止辦理,0,5,promises
    promises.by_agency,moea,kept,如期完成,0,1,promises
    promises.by_agency,moea,kept-late,逾期完成,0,1,promises
    promises.by_agency,moea,kept-unknown,完成日不明,0,1,promises
    promises.by_agency,moea,open,進行中,0,1,promises
    promises.by_agency,moea,overdue,逾期,1,1,promises
    promises.by_agency,moea,changed-direction,調整方向,0,1,promises
    promises.by_agency,moea,dropped,停止辦理,0,1,promises
    promises.by_agency,coa,kept,如期完成,0,2,promises
    promises.by_agency,coa,kept-late,逾期完成,0,2,promises
    promises.by_agency,coa,kept-unknown,完成日不明,1,2,promises
    promises.by_agency,coa,open,進行中,1,2,promises
    promises.by_agency,coa,overdue,逾期,0,2,promises
    promises.by_agency,coa,changed-direction,調整方向,0,2,promises
    promises.by_agency,coa,dropped,停止辦理,0,2,promises
    promises.by_agency,mohw,kept,如期完成,1,1,promises
    promises.by_agency,mohw,kept-late,逾期完成,0,1,promises
    promises.by_agency,mohw,kept-unknown,完成日不明,0,1,promises
    promises.by_agency,mohw,open,進行中,0,1,promises
    promises.by_agency,mohw,overdue,逾期,0,1,promises
    promises.by_agency,mohw,changed-direction,調整方向,0,1,promises
    promises.by_agency,mohw,dropped,停止辦理,0,1,promises
    promises.by_agency,motc,kept,如期完成,0,1,promises
    promises.by_agency,motc,kept-late,逾期完成,1,1,promises
    promises.by_agency,motc,kept-unknown,完成日不明,0,1,promises
    promises.by_agency,motc,open,進行中,0,1,promises
    promises.by_agency,motc,overdue,逾期,0,1,promises
    promises.by_agency,motc,changed-direction,調整方向,0,1,promises
    promises.by_agency,motc,dropped,停止辦理,0,1,promises
    promises.items,c201803-aa37:commitment[q4d2],label,,C1,,text
    promises.items,c201803-aa37:commitment[q4d2],agency,,mohw,,id
    promises.items,c201803-aa37:commitment[q4d2],due,,2018-09-30,,date
    promises.items,c201803-aa37:commitment[q4d2],settled_on,,2018-09-30,,date
    promises.items,c201803-aa37:commitment[q4d2],outcome,,kept,,word
    promises.items,c201808-aa40:commitment[q4d2],label,,C1,,text
    promises.items,c201808-aa40:commitment[q4d2],agency,,motc,,id
    promises.items,c201808-aa40:commitment[q4d2],due,,2018-12-31,,date
    promises.items,c201808-aa40:commitment[q4d2],settled_on,,2019-01-07,,date
    promises.items,c201808-aa40:commitment[q4d2],outcome,,kept-late,,word
    promises.items,c201809-aa41:commitment[q4d2],label,,C1,,text
    promises.items,c201809-aa41:commitment[q4d2],agency,,moea,,id
    promises.items,c201809-aa41:commitment[q4d2],due,,2019-01-31,,date
    promises.items,c201809-aa41:commitment[q4d2],settled_on,,,,date
    promises.items,c201809-aa41:commitment[q4d2],outcome,,overdue,,word
    promises.items,c201809-aa41:commitment[q4d2],label,,C1,,text
    promises.items,c201809-aa41:commitment[q4d2],agency,,coa,,id
    promises.items,c201809-aa41:commitment[q4d2],due,,2019-06-30,,date
    promises.items,c201809-aa41:commitment[q4d2],settled_on,,,,date
    promises.items,c201809-aa41:commitment[q4d2],outcome,,open,,word
    promises.items,c201809-aa41:commitment[q4d2],label,,C1,,text
    promises.items,c201809-aa41:commitment[q4d2],agency,,coa,,id
    promises.items,c201809-aa41:commitment[q4d2],due,,,,date
    promises.items,c201809-aa41:commitment[q4d2],settled_on,,2018-12-20,,date
    promises.items,c201809-aa41:commitment[q4d2],outcome,,kept-unknown,,word
    ");
    let english = rows(
        Language::En,
        &[
            "section",
            "meetings",
            "petitions",
            "transcripts",
            "tasks",
            "chiefs",
            "elements",
            "worked_together",
            "gaps",
        ],
    );
    insta::assert_snapshot!(english, @r#"
    section,id,key,label,value,base,unit
    meetings.collaborative,,held,Held,4,,meetings
    meetings.collaborative,,median,Median,88,3,days
    meetings.collaborative,,min,,74,3,days
    meetings.collaborative,,max,,207,3,days
    meetings.collaborative,,known,Known,3,4,meetings
    meetings.collaborative,,unknown,unknown,1,4,meetings
    meetings.collaborative,m201809-cc37,number,No.,37,,number
    meetings.collaborative,m201809-cc37,title,Name,協作會議,,text
    meetings.collaborative,m201809-cc37,cases,,c201803-aa37,,id
    meetings.collaborative,m201809-cc37,hosts,Host,mohw,,id
    meetings.collaborative,m201809-cc37,days,Date,2018-09-28,,date
    meetings.collaborative,m201809-cc37,elements,Elements,,,word
    meetings.collaborative,m201809-cc37,transcript,Transcript,published,,word
    meetings.collaborative,m201809-cc37,days_from_proposal,Days,207,,days
    meetings.collaborative,m201810-cc40,number,No.,40,,number
    meetings.collaborative,m201810-cc40,title,Name,協作會議,,text
    meetings.collaborative,m201810-cc40,cases,,c201808-aa40,,id
    meetings.collaborative,m201810-cc40,hosts,Host,motc,,id
    meetings.collaborative,m201810-cc40,days,Date,2018-10-26,,date
    meetings.collaborative,m201810-cc40,elements,Elements,,,word
    meetings.collaborative,m201810-cc40,transcript,Transcript,published,,word
    meetings.collaborative,m201810-cc40,days_from_proposal,Days,74,,days
    meetings.collaborative,m201811-cc41,number,No.,41,,number
    meetings.collaborative,m201811-cc41,title,Name,協作會議,,text
    meetings.collaborative,m201811-cc41,cases,,c201809-aa41,,id
    meetings.collaborative,m201811-cc41,hosts,Host,moea coa,,id
    meetings.collaborative,m201811-cc41,days,Date,2018-11-30 2018-12-01,,date
    meetings.collaborative,m201811-cc41,elements,Elements,open-signup transcript livestream,,word
    meetings.collaborative,m201811-cc41,transcript,Transcript,editing,,word
    meetings.collaborative,m201811-cc41,days_from_proposal,Days,88,,days
    meetings.collaborative,m201812-cc42,number,No.,42,,number
    meetings.collaborative,m201812-cc42,title,Name,協作會議,,text
    meetings.collaborative,m201812-cc42,cases,,c201810-aa42,,id
    meetings.collaborative,m201812-cc42,hosts,Host,,,id
    meetings.collaborative,m201812-cc42,days,Date,2018-12-14,,date
    meetings.collaborative,m201812-cc42,elements,Elements,,,word
    meetings.collaborative,m201812-cc42,transcript,Transcript,missing,,word
    meetings.collaborative,m201812-cc42,days_from_proposal,Days,,,days
    meetings.collaborative.later,m201809-cc37,c201803-aa37,,3,,nth meeting of the case
    meetings.other,,prep,prep,1,,meetings
    meetings.other,,monthly,monthly,2,,meetings
    meetings.other,,quarterly,quarterly,1,,meetings
    petitions,,qualified,,3,,petitions
    petitions,,qualified_and_replied,,1,3,petitions
    petitions,,replied,,1,,petitions
    transcripts,,published,,2,4,meetings
    transcripts,,in_preparation,,1,4,meetings
    transcripts,,missing,,1,4,meetings
    transcripts,,other_published,,1,4,meetings
    tasks,,of,,5,,tasks
    tasks,,done,done in time,2,5,tasks
    tasks,,done-late,done late,1,5,tasks
    tasks,,done-unknown,done without a due date,1,5,tasks
    tasks,,open,open,0,5,tasks
    tasks,,overdue,overdue,1,5,tasks
    tasks.items,m201810-cc40:task[t7q2],due,,2018-10-19,,date
    tasks.items,m201810-cc40:task[t7q2],done_on,,2018-10-19,,date
    tasks.items,m201810-cc40:task[t7q2],outcome,,done,,word
    tasks.items,m201810-cc40:task[t7q2],due,,2018-10-19,,date
    tasks.items,m201810-cc40:task[t7q2],done_on,,2018-10-22,,date
    tasks.items,m201810-cc40:task[t7q2],outcome,,done-late,,word
    tasks.items,m201810-cc40:task[t7q2],due,,,,date
    tasks.items,m201810-cc40:task[t7q2],done_on,,2018-10-01,,date
    tasks.items,m201810-cc40:task[t7q2],outcome,,done-unknown,,word
    tasks.items,m201811-cc41:task[t7q2],due,,2018-11-23,,date
    tasks.items,m201811-cc41:task[t7q2],done_on,,2018-11-20,,date
    tasks.items,m201811-cc41:task[t7q2],outcome,,done,,word
    tasks.items,m201811-cc41:task[t7q2],due,,2018-11-28,,date
    tasks.items,m201811-cc41:task[t7q2],done_on,,,,date
    tasks.items,m201811-cc41:task[t7q2],outcome,,overdue,,word
    chiefs,m201902-qq01,same,same person,1,4,agencies
    chiefs,m201902-qq01,other,other person,1,4,agencies
    chiefs,m201902-qq01,new,nobody last time,1,4,agencies
    chiefs,m201902-qq01,unknown,unknown,1,4,agencies
    chiefs.m201902-qq01,mohw,rank,,常務次長,,text
    chiefs.m201902-qq01,mohw,person,,invented-lin,,id
    chiefs.m201902-qq01,mohw,compared,,same,,word
    chiefs.m201902-qq01,motc,rank,,常務次長,,text
    chiefs.m201902-qq01,motc,person,,invented-cho,,id
    chiefs.m201902-qq01,motc,compared,,other,,word
    chiefs.m201902-qq01,coa,rank,,常務次長,,text
    chiefs.m201902-qq01,coa,person,,invented-he,,id
    chiefs.m201902-qq01,coa,compared,,unknown,,word
    chiefs.m201902-qq01,epa,rank,,常務次長,,text
    chiefs.m201902-qq01,epa,person,,invented-su,,id
    chiefs.m201902-qq01,epa,compared,,new,,word
    elements,,known,,1,4,meetings
    elements,,open-signup,open-signup,1,1,meetings
    elements,m201811-cc41,open-signup,,m201811-cc41,,id
    elements,,transcript,transcript,1,1,meetings
    elements,m201811-cc41,transcript,,m201811-cc41,,id
    elements,,livestream,livestream,1,1,meetings
    elements,m201811-cc41,livestream,,m201811-cc41,,id
    worked_together,,known,,3,4,cases
    worked_together,coa moea,count,,1,3,cases
    worked_together,coa moea,case,,c201809-aa41,,id
    worked_together,coa moi,count,,1,3,cases
    worked_together,coa moi,case,,c201809-aa41,,id
    worked_together,moea moi,count,,1,3,cases
    worked_together,moea moi,case,,c201809-aa41,,id
    worked_together,moi motc,count,,1,3,cases
    worked_together,moi motc,case,,c201808-aa40,,id
    gaps,,no-agency,Cases without an agency,1,8,records
    gaps,c201810-aa42,no-agency,Cases without an agency,c201810-aa42,,id
    gaps,,agency-unknown,Cases naming an agency that is not on record,1,8,records
    gaps,c201901-aa44,agency-unknown,Cases naming an agency that is not on record,c201901-aa44,,id
    gaps,,no-source,Cases without a source,1,8,records
    gaps,c201810-aa42,no-source,Cases without a source,c201810-aa42,,id
    gaps,,no-proposal-date,Cases without the day of the proposal,1,8,records
    gaps,c201810-aa42,no-proposal-date,Cases without the day of the proposal,c201810-aa42,,id
    gaps,,step-without-date,"Cases with an undated step, which no period counts",1,8,records
    gaps,c201810-aa42,step-without-date,"Cases with an undated step, which no period counts",c201810-aa42,,id
    gaps,,met-without-adoption,Cases met without an adoption decision,2,3,records
    gaps,c201809-aa41,met-without-adoption,Cases met without an adoption decision,c201809-aa41,,id
    gaps,c201810-aa42,met-without-adoption,Cases met without an adoption decision,c201810-aa42,,id
    gaps,,met-without-transcript,Meetings held without a published transcript,2,4,records
    gaps,m201811-cc41,met-without-transcript,Meetings held without a published transcript,m201811-cc41,,id
    gaps,m201812-cc42,met-without-transcript,Meetings held without a published transcript,m201812-cc42,,id
    "#);
}

/// The members of the JSON, where a row of a list is `*`.
#[test]
fn the_members_of_the_json() {
    fn collect(value: &Value, path: &str, paths: &mut BTreeSet<String>) {
        match value {
            Value::Object(members) => {
                for (name, member) in members {
                    collect(member, &format!("{path}.{name}"), paths);
                }
            }
            Value::Array(rows) if !rows.is_empty() => {
                for row in rows {
                    collect(row, &format!("{path}.*"), paths);
                }
            }
            _ => {
                paths.insert(path.trim_start_matches('.').to_owned());
            }
        }
    }
    let value = serde_json::from_str(&json::render(&report(Language::En))).unwrap();
    let mut paths = BTreeSet::new();
    collect(&value, "", &mut paths);
    let members: Vec<String> = paths.into_iter().collect();
    insta::assert_snapshot!(members.join("\n"), @"
    agencies.*.cohosted
    agencies.*.hosted
    agencies.*.id
    agency
    as_of
    before.*.days_from_proposal.known
    before.*.days_from_proposal.max
    before.*.days_from_proposal.median
    before.*.days_from_proposal.min
    before.*.days_from_proposal.unknown
    before.*.held
    before.*.meeting
    before.*.period.from
    before.*.period.to
    before.*.quarter
    cases.items.*.cohosts
    cases.items.*.cohosts.*
    cases.items.*.hosts
    cases.items.*.hosts.*
    cases.items.*.id
    cases.items.*.meetings
    cases.items.*.meetings.*
    cases.items.*.number
    cases.items.*.proposed_at
    cases.items.*.proposed_on
    cases.items.*.qualified_on
    cases.items.*.qualified_on.*
    cases.items.*.replies
    cases.items.*.replies.*.adoption
    cases.items.*.replies.*.agency
    cases.items.*.replies.*.kind
    cases.items.*.replies.*.on
    cases.items.*.selection
    cases.items.*.source
    cases.items.*.stage
    cases.items.*.stage_on
    cases.items.*.title
    cases.met.by_source.cross-ministry
    cases.met.by_source.designated
    cases.met.by_source.join-notice
    cases.met.by_source.join-petition
    cases.met.by_source.minister
    cases.met.by_source.ministry
    cases.met.by_source.secretariat
    cases.met.by_source.unknown
    cases.met.ids.*
    cases.met.total
    cases.not_held.by_source.cross-ministry
    cases.not_held.by_source.designated
    cases.not_held.by_source.join-notice
    cases.not_held.by_source.join-petition
    cases.not_held.by_source.minister
    cases.not_held.by_source.ministry
    cases.not_held.by_source.secretariat
    cases.not_held.by_source.unknown
    cases.not_held.ids.*
    cases.not_held.reasons.*.id
    cases.not_held.reasons.*.on
    cases.not_held.reasons.*.reason
    cases.not_held.total
    cases.open.by_stage.met
    cases.open.by_stage.not-held
    cases.open.by_stage.preparing
    cases.open.by_stage.tracked
    cases.open.ids.*
    cases.open.of
    cases.open.on
    cases.open.total
    cases.open.unknown
    cases.proposed.by_source.cross-ministry
    cases.proposed.by_source.designated
    cases.proposed.by_source.join-notice
    cases.proposed.by_source.join-petition
    cases.proposed.by_source.minister
    cases.proposed.by_source.ministry
    cases.proposed.by_source.secretariat
    cases.proposed.by_source.unknown
    cases.proposed.ids.*
    cases.proposed.total
    cases.released.by_source.cross-ministry
    cases.released.by_source.designated
    cases.released.by_source.join-notice
    cases.released.by_source.join-petition
    cases.released.by_source.minister
    cases.released.by_source.ministry
    cases.released.by_source.secretariat
    cases.released.by_source.unknown
    cases.released.ids.*
    cases.released.total
    cases.selected.by_source.cross-ministry
    cases.selected.by_source.designated
    cases.selected.by_source.join-notice
    cases.selected.by_source.join-petition
    cases.selected.by_source.minister
    cases.selected.by_source.ministry
    cases.selected.by_source.secretariat
    cases.selected.by_source.unknown
    cases.selected.ids.*
    cases.selected.total
    chiefs.*.by_compared.new
    chiefs.*.by_compared.other
    chiefs.*.by_compared.same
    chiefs.*.by_compared.unknown
    chiefs.*.items.*.agency
    chiefs.*.items.*.compared
    chiefs.*.items.*.person
    chiefs.*.items.*.rank
    chiefs.*.last_meeting
    chiefs.*.meeting
    chiefs.*.of
    chiefs.*.on
    command
    commit
    counted_to
    digest
    elements.held
    elements.items.*.count
    elements.items.*.element
    elements.items.*.meetings.*
    elements.known
    gaps.*.count
    gaps.*.ids.*
    gaps.*.kind
    gaps.*.of
    includes
    language
    meeting.date
    meeting.id
    meeting.title
    meetings.collaborative.days_from_proposal.known
    meetings.collaborative.days_from_proposal.max
    meetings.collaborative.days_from_proposal.median
    meetings.collaborative.days_from_proposal.min
    meetings.collaborative.days_from_proposal.unknown
    meetings.collaborative.held
    meetings.collaborative.items.*.cases.*
    meetings.collaborative.items.*.days.*
    meetings.collaborative.items.*.days_from_proposal
    meetings.collaborative.items.*.elements
    meetings.collaborative.items.*.elements.*
    meetings.collaborative.items.*.hosts
    meetings.collaborative.items.*.hosts.*
    meetings.collaborative.items.*.id
    meetings.collaborative.items.*.number
    meetings.collaborative.items.*.sessions
    meetings.collaborative.items.*.title
    meetings.collaborative.items.*.transcript
    meetings.collaborative.later.*.case
    meetings.collaborative.later.*.meeting
    meetings.collaborative.later.*.nth
    meetings.collaborative.later.*.number
    meetings.other.monthly
    meetings.other.prep
    meetings.other.quarterly
    period.from
    period.to
    petitions.qualified
    petitions.qualified_and_replied
    petitions.replied
    promises.by_agency.*.by_outcome.changed-direction
    promises.by_agency.*.by_outcome.dropped
    promises.by_agency.*.by_outcome.kept
    promises.by_agency.*.by_outcome.kept-late
    promises.by_agency.*.by_outcome.kept-unknown
    promises.by_agency.*.by_outcome.open
    promises.by_agency.*.by_outcome.overdue
    promises.by_agency.*.id
    promises.by_agency.*.of
    promises.by_outcome.changed-direction
    promises.by_outcome.dropped
    promises.by_outcome.kept
    promises.by_outcome.kept-late
    promises.by_outcome.kept-unknown
    promises.by_outcome.open
    promises.by_outcome.overdue
    promises.items.*.agency
    promises.items.*.case
    promises.items.*.due
    promises.items.*.label
    promises.items.*.outcome
    promises.items.*.row
    promises.items.*.settled_on
    promises.of
    quarter
    replies.by_outcome.extended
    replies.by_outcome.late
    replies.by_outcome.on-time
    replies.by_outcome.overdue
    replies.by_outcome.unknown
    replies.items.*.announced
    replies.items.*.by_rule
    replies.items.*.cases.*
    replies.items.*.due
    replies.items.*.extended_to
    replies.items.*.given_on
    replies.items.*.outcome
    replies.items.*.petition
    replies.of
    replies.overdue_before
    schema
    store
    tasks.by_outcome.done
    tasks.by_outcome.done-late
    tasks.by_outcome.done-unknown
    tasks.by_outcome.open
    tasks.by_outcome.overdue
    tasks.items.*.done_on
    tasks.items.*.due
    tasks.items.*.meeting
    tasks.items.*.outcome
    tasks.items.*.row
    tasks.meetings
    tasks.of
    transcripts.in_preparation
    transcripts.missing
    transcripts.missing_meetings.*
    transcripts.of
    transcripts.other_of
    transcripts.other_published
    transcripts.published
    unhosted.meetings
    unhosted.of
    unreadable.count
    unreadable.paths
    version
    worked_together.known
    worked_together.of
    worked_together.pairs.*.agencies.*
    worked_together.pairs.*.cases.*
    worked_together.pairs.*.count
    ");
}
