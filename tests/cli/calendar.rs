//! `po calendar`, and days typed in working days.

use insta::assert_snapshot;

use crate::support::{World, path_of};

/// An invented yearly file of the form of the government's: `off` and `worked` beside the weekends.
fn yearly_file(year: i32, off: &[&str], worked: &[&str]) -> String {
    let mut text = "\u{feff}西元日期,星期,是否放假,備註\r\n".to_owned();
    let first = chrono::NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    for day in first
        .iter_days()
        .take_while(|day| day.format("%Y").to_string() == year.to_string())
    {
        let number: usize = day.format("%u").to_string().parse().unwrap();
        let weekday = ["一", "二", "三", "四", "五", "六", "日"][number - 1];
        let name = day.to_string();
        let (is_off, note) = if off.contains(&name.as_str()) {
            (2, "虛構假日")
        } else if worked.contains(&name.as_str()) {
            (0, "補行上班")
        } else {
            (if number > 5 { 2 } else { 0 }, "")
        };
        text.push_str(&format!(
            "{},{weekday},{is_off},{note}\r\n",
            day.format("%Y%m%d")
        ));
    }
    text
}

#[test]
fn a_day_is_counted_from_another() {
    let world = World::new();
    let add = |arguments: &[&str]| world.done(&[&["calendar", "add"], arguments].concat());
    // 28 February and 1 March 2019 are off, Saturday 23 February is worked.
    assert_eq!(add(&["2019-02-12", "10wd"]), "2019-02-25\n");
    assert_eq!(add(&["108-02-25", "-10wd"]), "2019-02-12\n");
    assert_eq!(add(&["today", "30d"]), "2019-03-14\n");
    assert_eq!(
        add(&["today", "1wd", "--as-of", "2019-02-27"]),
        "2019-03-04\n"
    );
    assert_eq!(add(&["2021-09-24", "2m"]), "2021-11-24\n");
    assert_eq!(
        add(&["2019-02-12", "10wd", "--format", "csv"]),
        "day\n2019-02-25\n"
    );
    assert_snapshot!(add(&["2019-02-12", "+10wd", "--format", "jsonl"]), @r#"{"schema":"po.day/1","from":"2019-02-12","length":"+10wd","day":"2019-02-25"}"#);
    assert_snapshot!(world.po(&["calendar", "add", "2019-02-12", "10w"]), @"
    ---- stderr
    error: LENGTH: `10w` is not a length (10wd working days, 30d calendar days, 2m months; -10wd backwards)
    [exit 2]
    ");
    assert_snapshot!(world.po(&["calendar", "add", "2019-02-12", "99999999m"]), @"
    ---- stderr
    error: 99999999m leads out of the years 1900 to 2199
    [exit 2]
    ");
}

#[test]
fn a_year_without_a_calendar_is_named_and_never_guessed() {
    let world = World::new();
    assert_snapshot!(world.po(&["calendar", "add", "2027-12-30", "5wd"]), @"
    ---- stderr
    error: the store has no office calendar of 2028, only of 2015 to 2027
    hint: `po calendar import FILE.csv` takes the government's file of the year (https://data.gov.tw/dataset/14718)
    [exit 3]
    ");
    assert_snapshot!(world.zh(&["calendar", "show", "104年"]).stdout.lines().next().unwrap(), @"2015-01-01	Thu	false	開國紀念日");
    world.git(&["rm", "-q", "records/calendars/2020.toml"]);
    world.git(&["commit", "-q", "-m", "invented gap"]);
    assert_snapshot!(world.zh(&["calendar", "add", "2019-12-31", "1wd"]), @"
    ---- stderr
    錯誤：紀錄庫無109年（2020）辦公日曆（現有104至108、110至116年）
    建議：自 https://data.gov.tw/dataset/14718 下載該年檔案後，執行「po calendar import 檔案.csv」
    [exit 3]
    ");
    // What was known before the gap came is still known.
    let before = ["calendar", "add", "2019-12-31", "1wd", "--at", "HEAD~1"];
    assert_eq!(world.done(&before), "2020-01-02\n");
}

#[test]
fn a_year_is_shown_by_day_for_programs_and_by_month_for_people() {
    let world = World::new();
    let csv = world.done(&["calendar", "show", "2019", "--format", "csv"]);
    assert_eq!(csv.lines().count(), 366);
    assert_snapshot!(csv.lines().skip(53).take(3).collect::<Vec<_>>().join("\n"), @"
    2019-02-22,Fri,true,
    2019-02-23,Sat,true,補行上班
    2019-02-24,Sun,false,
    ");
    let off = csv.lines().filter(|line| line.contains(",false,")).count();
    assert_eq!(off, 115);
    let json = world.done(&["calendar", "show", "108", "--format", "jsonl"]);
    assert_snapshot!(json.lines().next().unwrap(), @r#"{"schema":"po.calendar-day/1","day":"2019-01-01","weekday":"Tue","working":false,"kind":"holiday","name":"開國紀念日"}"#);
    assert_snapshot!(world.zh(&["calendar", "show", "--format", "md"]), @"
    108年（2019）：上班250日、放假115日；補行上班3日

    | 月份 | 上班日 | 補行上班 | 放假 |
    | --- | ---: | --- | --- |
    | 1月 | 23 | 19（六） | 1（二） 開國紀念日 |
    | 2月 | 15 | 23（六） | 4（一） 農曆除夕、5（二）–7（四） 春節、8（五） 調整放假、28（四） 和平紀念日 |
    | 3月 | 20 |  | 1（五） 調整放假 |
    | 4月 | 20 |  | 4（四） 兒童節、5（五） 民族掃墓節 |
    | 5月 | 23 |  |  |
    | 6月 | 19 |  | 7（五） 端午節 |
    | 7月 | 23 |  |  |
    | 8月 | 22 |  |  |
    | 9月 | 20 |  | 13（五） 中秋節 |
    | 10月 | 22 | 5（六） | 10（四） 國慶日、11（五） 調整放假 |
    | 11月 | 21 |  |  |
    | 12月 | 22 |  |  |
    [exit 0]
    ");
    assert_eq!(world.po(&["calendar", "show", "2030"]).code, Some(3));
    assert_eq!(world.po(&["calendar", "show", "next"]).code, Some(2));
}

#[test]
fn the_yearly_file_becomes_a_calendar_once() {
    let world = World::new();
    let text = yearly_file(2030, &["2030-01-01", "2030-02-04"], &["2030-02-16"]);
    world.write("../2030.csv", &text);
    assert_snapshot!(world.po(&["calendar", "import", "../2030.csv"]), @"
    ---- stderr
    recorded <commit> office calendar of 2030 imported
    [exit 0]
    ");
    assert_snapshot!(world.read("records/calendars/2030.toml"), @r#"
    #:schema ../../schemas/calendar.schema.json
    id = "2030"
    source = "DGPA, https://data.gov.tw/dataset/14718"

    [[day]]
    on = 2030-01-01
    kind = "holiday"
    name = "虛構假日"

    [[day]]
    on = 2030-02-04
    kind = "holiday"
    name = "虛構假日"

    [[day]]
    on = 2030-02-16
    kind = "make-up"
    name = "補行上班"
    "#);
    assert_snapshot!(world.git(&["log", "-1", "--format=%B"]), @"
    office calendar of 2030 imported

    Po-Op: calendar.import
    Po-Record: 2030
    Po-Version: 0.1.0
    ");
    assert_eq!(
        world.done(&["calendar", "add", "2029-12-31", "0d"]),
        "2029-12-31\n"
    );
    assert_eq!(
        world.done(&["calendar", "add", "2030-02-01", "1wd"]),
        "2030-02-05\n"
    );
    assert_eq!(
        world.done(&["calendar", "add", "2030-02-15", "1wd"]),
        "2030-02-16\n"
    );
    let head = world.head();
    assert_snapshot!(world.po(&["calendar", "import", "../2030.csv"]), @"
    ---- stderr
    nothing to change
    [exit 0]
    ");
    assert_eq!(world.head(), head);
    // A correction of the year changes only what it corrects.
    world.write(
        "../2030.csv",
        text.replace("20300204,一,2,虛構假日", "20300204,一,0,"),
    );
    world.done(&["calendar", "import", "../2030.csv"]);
    assert_snapshot!(world.git(&["diff", "--stat", "HEAD~1"]), @"
    records/calendars/2030.toml | 5 -----
    1 file changed, 5 deletions(-)
    ");
    world.assert_sound();
}

#[test]
fn a_bad_yearly_file_writes_nothing() {
    let world = World::new();
    let head = world.head();
    let text = yearly_file(2030, &["2030-01-01"], &[]);
    let refused = |text: &str| {
        world.write("../2030.csv", text);
        world.po(&["calendar", "import", "../2030.csv"])
    };
    assert_snapshot!(refused(&text.replace("20300103,四,0", "20300103,四,1")), @"
    ---- stderr
    error: ../2030.csv:4 是否放假: `1`; expected 0 (worked) or 2 (off); nothing was written
    hint: the government's file of a year is at https://data.gov.tw/dataset/14718 (columns 西元日期, 星期, 是否放假, 備註)
    [exit 1]
    ");
    assert_snapshot!(refused(&text.replace("20300103,四", "20300103,五")), @"
    ---- stderr
    error: ../2030.csv:4 星期: `五`; this day is a 四; nothing was written
    hint: the government's file of a year is at https://data.gov.tw/dataset/14718 (columns 西元日期, 星期, 是否放假, 備註)
    [exit 1]
    ");
    assert_snapshot!(refused(&text.replace("20300105,六,2,\r\n", "")), @"
    ---- stderr
    error: ../2030.csv: the row of 2030-01-05 is missing; nothing was written
    hint: the government's file of a year is at https://data.gov.tw/dataset/14718 (columns 西元日期, 星期, 是否放假, 備註)
    [exit 1]
    ");
    assert_snapshot!(refused("日期,放假\n"), @"
    ---- stderr
    error: ../2030.csv:1 西元日期: `日期,放假`; this column is missing; nothing was written
    hint: the government's file of a year is at https://data.gov.tw/dataset/14718 (columns 西元日期, 星期, 是否放假, 備註)
    [exit 1]
    ");
    world.write("../2030.csv", b"\xff\xff\xff");
    assert_eq!(
        world.po(&["calendar", "import", "../2030.csv"]).code,
        Some(1)
    );
    assert_eq!(
        world.po(&["calendar", "import", "../none.csv"]).code,
        Some(1)
    );
    assert_eq!(world.head(), head);
    world.assert_sound();
}

#[test]
fn days_may_be_typed_in_working_days() {
    let world = World::new();
    // 2019-02-12 is a Tuesday; the Friday before is a day off of the lunar new year.
    let made = world.id(&[
        "case",
        "new",
        "--title",
        "May invented kites fly?",
        "--source",
        "ministry",
        "--host",
        "mohw",
        "--proposed=-2wd",
    ]);
    let text = world.read(&path_of(&made));
    assert!(text.contains("on = 2019-02-01"), "{text}");
    let key = text
        .split("k = \"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let field = format!("stage[{key}].on=+1wd");
    world.done(&["case", "set", &made, &field, "--as-of", "2019-01-31"]);
    world.on("2019-01-31");
    let listed = world.done(&["case", "list", "--from", "+1wd"]);
    assert!(listed.contains("2019-02-01"), "{listed}");
    let far = ["case", "list", "--from", "+9999wd"];
    assert_snapshot!(world.po(&far), @"
    ---- stderr
    error: the store has no office calendar of 2028, only of 2015 to 2027
    hint: `po calendar import FILE.csv` takes the government's file of the year (https://data.gov.tw/dataset/14718)
    [exit 3]
    ");
    assert_eq!(world.po(&["case", "list", "--from", "10wd"]).code, Some(2));
}

#[test]
fn polling_days_are_recorded_once_and_need_the_calendar_of_their_year() {
    let world = World::new();
    assert_snapshot!(world.po(&["calendar", "polling", "2018-11-24"]), @"
    ---- stderr
    recorded <commit> polling day 2018-11-24
    [exit 0]
    ");
    let again = world.po(&["calendar", "polling", "2018-11-24"]);
    assert!(again.stderr.starts_with("nothing to change"), "{again}");
    assert!(
        world
            .read("records/calendars/2018.toml")
            .contains("polling_days = [2018-11-24]")
    );
    // The yearly file does not know them.
    let text = yearly_file(2030, &["2030-01-01"], &[]);
    world.write("../2030.csv", &text);
    world.done(&["calendar", "import", "../2030.csv"]);
    world.done(&["calendar", "polling", "2030-01-12"]);
    let text = yearly_file(2030, &["2030-01-01", "2030-02-04"], &[]);
    world.write("../2030.csv", &text);
    world.done(&["calendar", "import", "../2030.csv"]);
    let again = world.read("records/calendars/2030.toml");
    assert!(again.contains("2030-02-04") && again.contains("[2030-01-12]"));
    assert_eq!(
        world.po(&["calendar", "polling", "2099-11-24"]).code,
        Some(3)
    );
}
