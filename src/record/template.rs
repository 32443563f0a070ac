//! How a meeting is prepared: its tasks, who carries them out and how long before the meeting they
//! are due. Templates are data of the store: a ministry that works otherwise edits its own.

use crate::locale::Language;

use super::conflict::Conflict;
use super::meeting::{Element, MeetingKind};
use super::value::Name;

words! {
    /// Who carries out a task of preparation.
    pub enum TaskOwner {
        /// The PO of the host.
        Po = "po" "聯絡人",
        /// The division that owns the policy.
        BusinessUnit = "business-unit" "業務單位",
        /// The POs of the co-hosts.
        Cohost = "cohost" "協辦機關",
        /// The network's secretariat.
        Secretariat = "secretariat" "秘書單位",
        /// Whoever facilitates the meeting.
        Facilitator = "facilitator" "主持人",
        /// Whoever leads a table.
        TableLeader = "table-leader" "小桌長",
    }
}

table! {
    /// How a meeting is prepared.
    zh "籌備範本" key []
    pub struct Template {
        /// The id, by which `po meeting plan --template` calls it.
        zh "代號"
        "id" id: Name,
        /// Its name.
        zh "名稱"
        "title" title: String,
        /// Its name in English.
        zh "英文名稱"
        "english_title" english_title: Option<String>,
        /// The kinds of meeting that are prepared so unless another template is named.
        zh "適用會議種類（未指定範本時）"
        "kinds" kinds: Vec<MeetingKind>,
        /// The elements that it uses unless others are chosen.
        zh "採用元素（未另選時）"
        "elements" elements: Vec<Element>,
        /// Its source.
        zh "依據"
        "source" source: Option<String>,
        /// What else should be known.
        zh "備註"
        "note" note: Option<String>,
        /// The tasks, in the order in which they come up.
        zh "籌備事項"
        "task" tasks: Vec<TemplateTask>,
        /// Fields that two sides of a merge set differently, until somebody decides.
        zh "合併時雙方所載不一、尚待擇定之欄位"
        "conflict" conflicts: Vec<Conflict>,
    }
}

table! {
    /// A task of preparation.
    zh "籌備事項" key ["name"]
    pub struct TemplateTask {
        /// Its name, one for the same task in every template.
        zh "代號（各範本之同一事項用同一代號）"
        "name" name: Name,
        /// What is to be done.
        zh "事項"
        "what" what: String,
        /// What is to be done, in English.
        zh "事項（英文）"
        "english_what" english_what: Option<String>,
        /// Who carries it out.
        zh "負責角色"
        "owner" owner: TaskOwner,
        /// How many working days before the first day of the meeting it is due.
        zh "會議首日前幾個工作天"
        "working_days_before" working_days_before: u32,
        /// The elements that need it; every meeting does where none is named.
        zh "何種元素需要（未載即一律需要）"
        "elements" elements: Vec<Element>,
        /// Its source.
        zh "依據"
        "source" source: Option<String>,
    }
}

impl Template {
    /// Its name in a language.
    pub fn name(&self, language: Language) -> &str {
        match (language, &self.english_title) {
            (Language::En, Some(title)) => title,
            _ => &self.title,
        }
    }
}

impl TemplateTask {
    /// What is to be done, in a language.
    pub fn text(&self, language: Language) -> &str {
        match (language, &self.english_what) {
            (Language::En, Some(what)) => what,
            _ => &self.what,
        }
    }
}
