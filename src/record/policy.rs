//! Who may do what in a store: `records/policy.toml`.
//!
//! A store without the file asks nothing of its writers. `signatures` says whether commits must be
//! signed with a key of a person's record; `[[grant]]` rows say who may do what. Without a row,
//! everybody may do everything; with any, only what a row grants, so that nothing is open by oversight.
//! Nobody can be told apart without a signature, therefore rows need `signatures = "required"`.

use super::conflict::Conflict;
use super::person::PostRole;
use super::value::{Name, RowKey};

words! {
    /// Whether commits are signed.
    pub enum Signatures {
        /// Every commit carries the signature of a person of the store.
        Required = "required" "必要",
        /// They should; one without is no breach.
        Wanted = "wanted" "宜有",
    }
}

words! {
    /// Something that a writer may do.
    pub enum Power {
        /// Change cases, meetings and transcripts.
        Change = "change" "異動案件、會議與逐字稿",
        /// Release a case from tracking.
        Release = "release" "解除列管",
        /// Make a transcript, a case or a meeting public.
        Publish = "publish" "公開",
        /// Change agencies.
        Agencies = "agencies" "異動機關",
        /// Change people: their posts and their keys.
        People = "people" "異動人員、職務與公鑰",
        /// Change the settings, rule sets, calendars and templates of the store.
        Settings = "settings" "異動設定、規則、曆與範本",
        /// Change who may do what.
        Policy = "policy" "異動權限規定",
    }
}

table! {
    /// Who may do what in the store.
    zh "權限規定" key []
    pub struct Policy {
        /// Whether commits must be signed; nothing is asked where it is not said.
        zh "提交是否須簽章；未載即不要求"
        "signatures" signatures: Option<Signatures>,
        /// Who may do what; without any row everybody may do everything.
        zh "授權；無任何一列時，人人皆可為之"
        "grant" grants: Vec<Grant>,
        /// Fields that two sides of a merge set differently, until somebody decides.
        zh "合併時雙方所載不一、尚待擇定之欄位"
        "conflict" conflicts: Vec<Conflict>,
    }
}

table! {
    /// Grants powers to the holders of posts and to persons.
    zh "授權" key ["k"]
    pub struct Grant {
        /// The key of the row.
        zh "列鍵"
        "k" k: RowKey,
        /// What may be done.
        zh "得為之事"
        "may" may: Vec<Power>,
        /// To whoever holds one of these posts on that day.
        zh "當日擔任下列職務之一者"
        "roles" roles: Vec<PostRole>,
        /// Only where the post is held at one of these agencies.
        zh "僅限任職於下列機關者"
        "at" at: Vec<Name>,
        /// To these persons.
        zh "指定人員"
        "people" people: Vec<Name>,
        /// Only cases of which the agency of the post is host or co-host.
        zh "僅限所屬機關為主辦或協辦之案件"
        "own" own: Option<bool>,
        /// Only cases of which one of these agencies is host or co-host.
        zh "僅限下列機關為主辦或協辦之案件"
        "agencies" agencies: Vec<Name>,
        /// What else should be known.
        zh "備註"
        "note" note: Option<String>,
    }
}

impl Policy {
    /// That of a store which has none: nothing is asked of anybody.
    pub fn silent() -> Self {
        Self {
            signatures: None,
            grants: Vec::new(),
            conflicts: Vec::new(),
        }
    }

    /// Whether it says who may do what though nobody has to sign.
    pub fn is_toothless(&self) -> bool {
        !self.grants.is_empty() && self.signatures != Some(Signatures::Required)
    }
}
