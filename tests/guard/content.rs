//! What may not enter, and what may not change.

use crate::desk::{CASE, Desk, TRANSCRIPT, case, stage, transcript};

/// Pushes the case of the own agency with another text.
fn with_case(change: impl FnOnce(String) -> String) -> Option<Desk> {
    let desk = Desk::new()?;
    let text = change(desk.world.read(CASE));
    desk.record(CASE, text);
    Some(desk)
}

/// With a summary, whose words may be anybody's.
fn with_summary(words: &str) -> Option<Desk> {
    with_case(|text| text.replace("source =", &format!("summary = \"{words}\"\nsource =")))
}

#[test]
fn what_is_no_toml_is_refused() {
    let Some(desk) = with_case(|text| format!("{text}= 1\n")) else {
        return;
    };
    desk.stops("toml-syntax");
}

#[test]
fn an_unknown_word_is_refused_even_when_a_later_commit_mends_it() {
    let Some(desk) = with_case(|text| text.replace("\"ministry\"", "\"mnistry\"")) else {
        return;
    };
    let text = desk.world.read(CASE);
    desk.record(CASE, text.replace("\"mnistry\"", "\"ministry\""));
    desk.stops("unknown-word");
}

#[test]
fn a_record_in_the_wrong_place_is_refused() {
    let Some(desk) = Desk::new() else { return };
    let text = case("c201902-bbbb", "mohw", "met");
    desk.record("records/cases/2019/03/c201902-bbbb.toml", text);
    desk.stops("misplaced-record");
}

#[test]
fn a_stage_that_may_not_follow_is_refused() {
    let Some(desk) = with_case(|text| text + "\n[[stage]]\nk = \"ffff\"\nname = \"proposed\"\n")
    else {
        return;
    };
    desk.stops("stage-order");
}

#[test]
fn a_stage_that_leaves_out_others_is_refused_unless_a_reason_or_a_source_says_so() {
    let Some(desk) = Desk::new() else { return };
    let begun = case("c201902-bbbb", "mohw", "proposed");
    let path = "records/cases/2019/02/c201902-bbbb.toml";
    let leap = |key: &str, more: &str| {
        format!("{begun}\n[[stage]]\nk = \"{key}\"\nname = \"met\"\n{more}")
    };
    desk.record(path, leap("ffff", ""));
    desk.stops("stage-order");
    desk.world.git(&["reset", "-q", "--hard", "HEAD~1"]);
    desk.record(path, leap("ffff", "reason = \"虛構\"\n"));
    desk.passes();
    // The key that an import gives to what a page of the former site states.
    desk.record(path, leap("8e7m", ""));
    desk.passes();
}

#[test]
fn a_step_that_was_wrong_before_does_not_stand_in_the_way() {
    let Some(desk) = Desk::new() else { return };
    let wrong = "\n[[stage]]\nk = \"ffff\"\nname = \"proposed\"\n";
    let text = desk.world.read(CASE);
    desk.record(CASE, text + wrong);
    let store = desk.world.root();
    desk.world.git_in(
        &desk.shared(),
        &["fetch", "-q", store.to_str().unwrap(), "main:main"],
    );
    let text = desk.world.read(CASE);
    desk.record(CASE, text.replace("虛構議題", "虛構主題"));
    desk.passes();
}

#[test]
fn a_reference_to_nothing_is_refused() {
    let Some(desk) = with_case(|text| text + "meeting = \"m201902-zzzz\"\n") else {
        return;
    };
    let output = desk.stops("dangling-reference");
    assert!(output.stderr.contains("m201902-zzzz"), "{output:?}");
}

#[test]
fn taking_away_what_others_name_is_refused() {
    let Some(desk) = Desk::new() else { return };
    desk.sit("clerk");
    std::fs::remove_file(desk.world.root().join("records/agencies/motc.toml")).unwrap();
    desk.commit("gone");
    desk.stops("dangling-reference");
}

#[test]
fn personal_data_is_refused() {
    // Invented: a number with a right check digit, and numbers in the forms that people write.
    for words in [
        "身分證 A123456789",
        "身分證 A 123456789",
        "手機 0912-345-678",
        "手機 0912 345 678",
        "手機 ０９１２－３４５－６７８",
        "電話 (02) 2345-6789",
        "信箱 nobody@example.org",
        "\\u0030912-345-678",
    ] {
        let Some(desk) = with_summary(words) else {
            return;
        };
        desk.stops("privacy");
    }
}

#[test]
fn an_identity_number_with_a_wrong_check_digit_is_none() {
    let Some(desk) = with_summary("編號 A123456788") else {
        return;
    };
    desk.passes();
}

#[test]
fn personal_data_in_a_message_is_refused() {
    let Some(desk) = Desk::new() else { return };
    desk.commit("call 0912-345-678");
    desk.stops("privacy");
}

#[test]
fn personal_data_in_a_name_is_refused() {
    let Some(desk) = Desk::new() else { return };
    desk.refuses(&["HEAD:refs/heads/0912-345-678"], "privacy");
    for name in ["user.name", "author.name"] {
        desk.world.git(&["config", name, "虛構者 0912-345-678"]);
        desk.commit("an invented change");
        desk.stops("privacy");
        desk.world.git(&["reset", "-q", "--hard", "HEAD~1"]);
        desk.world.git(&["config", "--unset", name]);
    }
}

#[test]
fn personal_data_in_the_words_of_a_tag_is_refused() {
    let Some(desk) = Desk::new() else { return };
    desk.world
        .git(&["tag", "-a", "-m", "call 0912-345-678", "v1"]);
    desk.refuses(&["refs/tags/v1"], "privacy");
}

#[test]
fn personal_data_in_a_schema_or_a_file_of_git_is_refused() {
    let Some(desk) = Desk::new() else { return };
    desk.sit("clerk");
    desk.record(".gitattributes", "# 0912-345-678\n");
    desk.stops("privacy");
}

#[test]
fn nothing_internal_enters_a_public_store() {
    let Some(desk) = with_case(|text| format!("visibility = \"internal\"\n{text}")) else {
        return;
    };
    desk.stops("internal-in-public-store");
}

#[test]
fn no_text_of_a_draft_enters_a_public_store() {
    let Some(desk) = Desk::new() else { return };
    desk.sit("clerk");
    let path = "records/transcripts/2019/01/t201901-bbbb.toml";
    desk.record(path, transcript("t201901-bbbb", "draft", "", "甲的話"));
    desk.stops("draft-with-text-in-public-store");
}

#[test]
fn nothing_off_the_record_enters_a_public_store() {
    let Some(desk) = Desk::new() else { return };
    desk.sit("clerk");
    let text = transcript(
        "t201901-bbbb",
        "published",
        "published_on = 2019-01-20\n",
        "甲的話",
    );
    let text = text.replace("n = 1\n", "n = 1\nkind = \"off-record\"\n");
    desk.record("records/transcripts/2019/01/t201901-bbbb.toml", text);
    desk.stops("off-record-text");
}

#[test]
fn a_published_speech_stands() {
    let Some(desk) = Desk::new() else { return };
    desk.sit("clerk");
    let text = desk.world.read(TRANSCRIPT);
    desk.record(TRANSCRIPT, text.replace("甲的話", "別的話"));
    desk.stops("published-speech-changed");
}

#[test]
fn a_published_transcript_stands() {
    let Some(desk) = Desk::new() else { return };
    desk.sit("clerk");
    std::fs::remove_file(desk.world.root().join(TRANSCRIPT)).unwrap();
    desk.commit("gone");
    desk.stops("published-transcript-taken-back");
}

#[test]
fn a_conflict_must_be_one_that_can_be_decided() {
    let Some(desk) = with_case(|text| text + "\n[[conflict]]\npath = \"title\"\n") else {
        return;
    };
    desk.stops("malformed-conflict");
}

#[test]
fn what_is_not_decided_is_not_published() {
    let Some(desk) = Desk::new() else { return };
    desk.sit("clerk");
    let text = transcript(
        "t201901-bbbb",
        "published",
        "published_on = 2019-01-20\n",
        "甲的話",
    );
    let row = "\n[[conflict]]\npath = \"title\"\nvalues = ['\"甲\"', '\"乙\"']\n";
    desk.record("records/transcripts/2019/01/t201901-bbbb.toml", text + row);
    desk.stops("published-conflict");
}

#[test]
fn a_trailer_that_cannot_be_so_is_refused() {
    let Some(desk) = Desk::new() else { return };
    desk.world
        .write(CASE, desk.world.read(CASE) + &stage("ffff", "tracked"));
    desk.commit("x\n\nPo-Op: case.set\nPo-Record: c201902-k7f2\nPo-Reason: why\nPo-Op: case.stage");
    desk.stops("forged-trailer");
}

/// An invented case of the health ministry with a number and a petition.
fn numbered(id: &str, number: u32, petition: u32) -> (String, String) {
    let text = case(id, "mohw", "met").replace("source =", &format!("number = {number}\nsource ="));
    let petition = format!(
        "\n[[petition]]\nurl = \"https://join.gov.tw/idea/detail/0000000{petition}-0000-4000-8000-000000000000\"\n"
    );
    (format!("records/cases/2019/02/{id}.toml"), text + &petition)
}

#[test]
fn the_second_of_two_clones_to_push_a_number_or_a_petition_is_refused() {
    let Some(desk) = Desk::new() else { return };
    let push = |(path, text): (String, String)| desk.record(&path, text);
    desk.world.git(&["branch", "second"]);
    push(numbered("c201902-bbbb", 43, 1));
    desk.passes();
    let merged = |case: (String, String)| {
        desk.world.git(&["checkout", "-q", "-B", "other", "second"]);
        push(case);
        desk.world.git(&["merge", "-q", "-m", "merge", "main"]);
    };
    merged(numbered("c201902-cccc", 43, 2));
    let output = desk.stops("duplicate-number");
    assert!(output.stderr.contains("c201902-bbbb"), "{output:?}");
    assert!(output.stderr.contains("po case number"), "{output:?}");
    merged(numbered("c201902-cccc", 44, 1));
    desk.stops("duplicate-petition");
    merged(numbered("c201902-cccc", 44, 2));
    desk.passes();
    // Two cases may change numbers in one push, and one push may not bring in two of one.
    let swap = |id: &str, number: u32, petition: u32| {
        let (path, text) = numbered(id, number, petition);
        desk.world.write(&path, text);
    };
    swap("c201902-bbbb", 44, 1);
    swap("c201902-cccc", 43, 2);
    desk.commit("swapped");
    desk.passes();
    swap("c201902-dddd", 45, 3);
    swap("c201902-eeee", 45, 4);
    desk.commit("twice");
    desk.stops("duplicate-number");
}
