//! `po rules`.

use insta::assert_snapshot;

use crate::support::World;

#[test]
fn rule_sets_are_listed_with_what_each_changed() {
    let world = World::new();
    assert_snapshot!(world.po(&["rules", "list"]), @"
    2015-07-17	公共政策網路參與實施要點	the first
    2016-08-18	公共政策網路參與實施要點（2016 年修正）	+agency confirmation, support period, +transcript editing, -first support period, -first support threshold
    2017-04-10	開放政府聯絡人第二次月會的協作原則	+votes each, +top, +cases per month, +notice period
    2017-06-16	公共政策網路參與實施要點（2017 年修正）	formal reply, +notice reply, +similar petition block, +satisfaction survey, election pause
    2017-08-08	開放政府聯絡人第六次月會：成案處理程序	+handling schedule, +contact proposer, +stakeholders invited by agency
    2017-10-02	開放政府聯絡人第八次月會：每月兩案	votes each, top, cases per month, +stakeholders invited, +stakeholders of one group
    2017-12-04	行政院及所屬各機關開放政府聯絡人實施要點	+quarterly meeting, +proposers invited, +supporters invited, +participants, +table size
    2018-02-08	開放政府聯絡人第十二次月會：主辦機關自辦	+meeting after selection, +prep meeting, +materials public
    2018-07-02	開放政府聯絡人第十七次月會：未過半由主辦機關決定	+threshold, +below threshold, -votes each, -top, +host spacing, +appointment letter
    2019-07-02	協作議題處理原則	+inclusive, +minimum ticks, +extra cases per month, meeting after selection, host spacing
    2020-03-19	開放政府聯絡人興革方案	+expert attendance fee twd
    2020-09-07	109 年 9 月開放政府聯絡人工作推動會議：連署案與自提案各一	extra cases per month, +ministry, +petition
    2021-04-20	開放政府聯絡人興革方案（2021 年修正）	+proposal form, -meeting after selection
    2022-04-01	111 年 4 月起的提案表	sources or notes only
    [exit 0]
    ");
    let json = world.done(&["rules", "list", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let of_2019 = json
        .as_array()
        .unwrap()
        .iter()
        .find(|set| set["id"] == "2019-07-02")
        .unwrap();
    assert_eq!(of_2019["until"], "2020-03-18");
    assert_eq!(of_2019["changed"][0]["name"], "inclusive");
    assert_eq!(of_2019["changed"][0]["old"], serde_json::Value::Null);
}

#[test]
fn the_rules_of_a_day_are_shown() {
    let world = World::new();
    assert_snapshot!(world.zh(&["rules", "show", "108-12-31", "--format", "md"]), @"
    # 協作議題處理原則

    | 類別 | 項目 | 內容 | 起算 | 效力 | 依據 | 備註 |
    | --- | --- | --- | --- | --- | --- | --- |
    | 票選 | 門檻 | 1/2 |  |  | T-2019-07-02; TOPICS |  |
    | 票選 | 恰達門檻是否選定 | 是 |  |  | T-2019-07-02; TOPICS |  |
    | 票選 | 每票最少勾選比例 | 1/2 |  |  | T-2019-07-02; TOPICS |  |
    | 票選 | 每月件數 | 2 |  |  | T-2019-07-02; TOPICS |  |
    | 票選 | 每月得增加件數 | 2 |  |  | T-2019-07-02; TOPICS |  |
    | 票選 | 未達門檻之處理 | 由主辦機關自行決定 |  |  | T-2019-07-02; TOPICS |  |
    | 期限 | 確認權責機關 | 3個工作天 | 提議送出 | 慣例 | T-2016-12-27 | NDC names the agency first responsible; told as its practice in December 2016. |
    | 期限 | 附議期間 | 60日 | 開放附議 | 規定 | JOINRULE | 5,000 supports within the period qualify the petition. |
    | 期限 | 成案門檻 | 5,000 |  | 規定 | JOINRULE | Supports within the support period; the day on which they are reached is that of qualifying. |
    | 期限 | 公布處理期程 | 7個工作天 | 成案 | 建議 | T-2017-08-08 | May be skipped where NDC is told why, at latest with the reply. |
    | 期限 | 聯繫提議人釐清訴求 | 14個工作天 | 成案 | 建議 | T-2017-08-08 | Talk to the proposer and clarify the claim; a slide of June 2017 said 7. May be skipped where NDC is told why. |
    | 期限 | 正式回應 | 2個月（實務以60日計），得展延2個月 | 成案 | 規定 | JOINRULE; JOINA; T-2022-02-09 | One extension, its reason and procedure made public. Join computes two months, the network often counts 60 days; a date that was announced wins. |
    | 期限 | 預告意見綜整回應 | 14個工作天，得展延14個工作天 | 預告結束 | 建議 | T-2017-08-08; T-2017-06-27 | One consolidated reply to the comments; NDC counts working days; may double where reasons are given. |
    | 期限 | 草案預告期間 | 60日 | 預告開始 | 慣例 | GK | Usual length for draft regulations; general knowledge, no source opened. |
    | 期限 | 類似提議不得再提 | 6個月 | 正式回應 | 規定 | T-2017-06-27 | No second petition on the same matter for half a year. |
    | 期限 | 提議人滿意度調查 | 1至2個月 | 正式回應 | 建議 | T-2017-06-27 | The proposer is asked one to two months after the reply. |
    | 期限 | 全國性選舉前暫停提議 | 前60日 | 投票日 | 規定 | T-2017-04-10 | Proposals and supports pause before a national election. |
    | 期限 | 逐字稿校對 | 10個工作天 | 寄出草稿 | 慣例 | T-2017-03-17 | Speakers may smooth their own words; public afterwards. |
    | 期限 | 季會 | 季末最後一週 | 每季 | 建議 | PO101 | Deputy heads meet in the last week of March, June, September and December. |
    | 期限 | 票選後召開協作會議 | 2個月 | 票選 | 建議 | TOPICS; T-2021-04-06 | In principle in the month after the vote, on a day host and secretariat agree on; spoken of later as two months. |
    | 期限 | 同一主辦機關間隔 | 45日 | 前次票選案協作會議 | 規定 | TOPICS; T-2019-07-02 | From one voted meeting of a host to its next; the host may postpone what comes sooner. |
    | 期限 | 會前會 | 前14日 | 會議 | 慣例 | T-2018-05-08 | Prep meeting about two weeks before. |
    | 期限 | 會議資料公開 | 前2日 | 會議 | 慣例 | T-2018-05-08 | Two to three days before. |
    | 期限 | 年度派任公文 | 當月31日 | 12月 | 慣例 | T-2018-12-03 | Yearly letter in December; new officers start in January. |
    | 人數 | 提案人 | 每場至多1 |  | 建議 | T-2018-01-23 | As a principle; a proxy may come, a patient may bring a companion. |
    | 人數 | 附議人 | 每場至多5 |  | 建議 | T-2018-01-23 | Open call, first come first served, the next in line moves up. |
    | 人數 | 各機關邀請之利害關係人 | 每機關至多5 |  | 慣例 | T-2017-10-02; T-2018-01-23 | Falls to three or four where many agencies suggest names. |
    | 人數 | 利害關係人合計 | 每場至多10 |  | 慣例 | T-2017-10-02; T-2018-01-23 | Stakeholders other than proposer and supporters. |
    | 人數 | 同一團體出席者 | 每團體至多1 |  | 慣例 | T-2017-10-02; T-2018-01-23 |  |
    | 人數 | 全場人數 | 每場至多40 |  | 建議 | PO101; T-2018-01-23 | Thirty is held ideal. |
    | 人數 | 分組人數 | 每桌至多8 |  | 建議 | PO101 | Five to eight at a table. |
    [exit 0]
    ");
    // 2019-02-12 is today.
    let today = world.done(&["rules", "show", "--format", "json"]);
    let today: serde_json::Value = serde_json::from_str(&today).unwrap();
    assert_eq!(today["schema"], "po.rules/1");
    assert_eq!(today["id"], "2018-07-02");
    assert_eq!(
        world.done(&["rules", "show", "--as-of", "2019-02-12"]),
        world.done(&["rules", "show"])
    );
    assert_snapshot!(world.po(&["rules", "show", "2015-07-16"]), @"
    ---- stderr
    error: no rule set is in force on 2015-07-16
    hint: `po rules list` shows from when each is in force
    [exit 3]
    ");
}

#[test]
fn two_rule_sets_are_compared_limit_by_limit() {
    let world = World::new();
    assert_snapshot!(world.po(&["rules", "diff", "2018-07-02", "2019-07-02"]), @"
    vote	inclusive	–	yes
    vote	minimum ticks	–	1/2
    vote	extra cases per month	–	2
    limit	meeting after selection	42 days, selected, habit	2 months, selected, recommendation
    limit	host spacing	2 months, selected, habit	45 days, voted meeting, rule
    [exit 0]
    ");
    assert_snapshot!(world.zh(&["rules", "diff", "105-08-18", "106-06-16", "--format", "md"]), @"
    | 類別 | 項目 | 原規定 | 新規定 |
    | --- | --- | --- | --- |
    | 票選 | 每人票數 | – | 3 |
    | 票選 | 依名次選定件數 | – | 3 |
    | 票選 | 每月件數 | – | 3 |
    | 期限 | 正式回應 | 2個月（實務以60日計），成案，規定 | 2個月（實務以60日計），得展延2個月，成案，規定 |
    | 期限 | 預告意見綜整回應 | – | 14個工作天，得展延14個工作天，預告結束，建議 |
    | 期限 | 草案預告期間 | – | 60日，預告開始，慣例 |
    | 期限 | 類似提議不得再提 | – | 6個月，正式回應，規定 |
    | 期限 | 提議人滿意度調查 | – | 1至2個月，正式回應，建議 |
    | 期限 | 全國性選舉前暫停提議 | 前75日，投票日，規定 | 前60日，投票日，規定 |
    [exit 0]
    ");
    assert_snapshot!(world.po(&["rules", "diff", "2019-07-02", "2020-03-18"]), @"
    ---- stderr
    one rule set is in force on both days, that from 2019-07-02
    [exit 0]
    ");
}

#[test]
fn the_store_s_own_rules_are_those_that_count() {
    let world = World::new();
    let path = "records/rules/2018-07-02.toml";
    let old = "name = \"transcript-editing\"\nlabel = \"逐字稿校對\"\nlength = 10";
    world.replace(path, old, &old.replace("10", "7"));
    world.done(&["save"]);
    assert_snapshot!(world.po(&["rules", "diff", "2018-02-08", "2018-07-02"]), @"
    vote	threshold	–	1/2
    vote	below threshold	–	the host decides
    vote	votes each	2	–
    vote	top	2	–
    limit	transcript editing	10 working days, draft sent, habit	7 working days, draft sent, habit
    limit	host spacing	–	2 months, selected, habit
    limit	appointment letter	–	day 31 of the month, December, habit
    [exit 0]
    ");
    // A rule set that the network never had, from a day on, with a limit that only this store knows.
    world.write(
        "records/rules/2019-01-01.toml",
        "#:schema ../../schemas/rules.schema.json\nid = \"2019-01-01\"\ntitle = \"虛構規則\"\n\n[[limit]]\nname = \"invented-tea\"\nlength = 3\nunit = \"working-days\"\nruns_from = \"tea-ordered\"\nstrength = \"habit\"\n",
    );
    world.done(&["save"]);
    assert_snapshot!(world.po(&["rules", "show"]), @"
    limit	invented tea	3 working days	tea ordered	habit	
    [exit 0]
    ");
    let earlier = world.done(&["rules", "show", "--at", "HEAD~1"]);
    assert!(
        earlier.contains("transcript editing\t7 working days"),
        "{earlier}"
    );
}

#[test]
fn sets_that_differ_in_their_notes_alone_show_what_is_noted() {
    let world = World::new();
    assert_snapshot!(world.po(&["rules", "diff", "2022-01-01", "2022-05-01"]), @"
    limit	proposal form	T-2021-04-30: About the 20th, to the secretariat, for the next monthly meeting.	T-2021-04-30; T-2022-02-09: About the 20th, to the secretariat, for the next monthly meeting; the new form is compulsory and states the change hoped for.
    ---- stderr
    two rule sets, 開放政府聯絡人興革方案（2021 年修正） and 111 年 4 月起的提案表: no value differs, only what is noted
    [exit 0]
    ");
    assert_snapshot!(world.zh(&["rules", "diff", "2022-01-01", "2022-03-31"]), @"
    ---- stderr
    兩日適用同一規則（110.04.20起）
    [exit 0]
    ");
}
