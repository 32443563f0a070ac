//! What only one case may have, and two have: a number that was drawn on two sides, a petition that was entered
//! on two. Two clones that each record a case know nothing of each other; who publishes second learns of it.

use std::collections::{HashMap, HashSet};

use crate::index::row::CaseRow;
use crate::index::{CaseFilter, Index, IndexError, View, plain_url};
use crate::record::AnyRecord;
use crate::record::case::{Case, Stage};
use crate::record::conflict::Conflict;
use crate::record::fields::FieldPath;
use crate::record::value::FieldName;
use crate::store::splice::inline_text;
use crate::store::{Snapshot, Store, render, rewrite};

/// A case that takes what another has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twin {
    /// Its id.
    pub case: String,
    /// What it takes.
    pub claim: Claim,
    /// The id of the case that has it: one that had it before, else the one with the smaller id.
    pub other: String,
}

/// What belongs to one case.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Claim {
    /// Its number.
    Number(u32),
    /// A petition, by its address without what people leave out.
    Petition(String),
}

/// Whether a case has what it had not before, of which each belongs to one case.
pub fn claims_more(case: &Case, before: impl FnOnce() -> Option<AnyRecord>) -> bool {
    let has = claims(case);
    if has.is_empty() {
        return false;
    }
    let had = match before() {
        Some(AnyRecord::Case(case)) => claims(&case),
        _ => Vec::new(),
    };
    has.iter().any(|claim| !had.contains(claim))
}

/// Finds the cases among those `pushed` onto the commit of `old` that take a number or a petition which another
/// case has afterwards. `gone` are the ids of cases that are taken away. What was so before is not told.
///
/// # Errors
/// Where the commit cannot be read.
pub fn find(
    store: &Store,
    old: &Snapshot<'_>,
    pushed: &[Case],
    gone: &[String],
) -> Result<Vec<Twin>, IndexError> {
    if pushed.iter().all(|case| claims(case).is_empty()) {
        return Ok(Vec::new());
    }
    let index = Index::open(store);
    let view = index.at(old)?;
    let ids: Vec<String> = pushed.iter().map(|case| case.id.to_string()).collect();
    let before = view.cases(&CaseFilter::of_ids(ids.iter().map(String::as_str)))?;
    let had: HashSet<(&str, Claim)> = before
        .iter()
        .flat_map(|row| claims_of_row(row).map(|claim| (row.id.as_str(), claim)))
        .collect();
    let mut owners: HashMap<Claim, String> = HashMap::new();
    let all: HashSet<Claim> = pushed.iter().flat_map(claims).collect();
    for row in holding(&view, &all)? {
        if !ids.contains(&row.id) && !gone.contains(&row.id) {
            owners.extend(claims_of_row(&row).map(|claim| (claim, row.id.clone())));
        }
    }
    // A case that keeps what it had comes before one that takes it.
    let is_new = |case: &Case, claim: &Claim| {
        let id = case.id.to_string();
        !had.contains(&(id.as_str(), claim.clone()))
    };
    for case in pushed {
        let kept = claims(case)
            .into_iter()
            .filter(|claim| !is_new(case, claim));
        owners.extend(kept.map(|claim| (claim, case.id.to_string())));
    }
    let mut by_id: Vec<(String, &Case)> = ids.into_iter().zip(pushed).collect();
    by_id.sort_by(|one, other| one.0.cmp(&other.0));
    let mut twins = Vec::new();
    for (id, case) in by_id {
        for claim in claims(case) {
            if !is_new(case, &claim) {
                continue;
            }
            let other = owners.entry(claim.clone()).or_insert_with(|| id.clone());
            if *other != id {
                twins.push(Twin {
                    case: id.clone(),
                    claim,
                    other: other.clone(),
                });
            }
        }
    }
    Ok(twins)
}

/// A case without its number, which waits for a decision: the new text and the row that says so. `None` where the
/// text holds no case with a number.
pub fn without_number(text: &str, case: &Case) -> Option<(String, Conflict)> {
    let number = case.number?;
    let path = FieldName::from(&FieldPath::default().field("number"));
    let mut after = case.clone();
    after.number = None;
    let open = after.conflicts.iter().position(|row| row.path == path);
    let mut row = Conflict {
        path,
        base: None,
        values: open.map_or_else(Vec::new, |place| after.conflicts.remove(place).values),
    };
    row.values.push(inline_text(&i64::from(number).into()));
    row.values.sort();
    row.values.dedup();
    after.conflicts.push(row.clone());
    after
        .conflicts
        .sort_by(|one, other| one.path.as_str().cmp(other.path.as_str()));
    let [before, after] = [case.clone(), after].map(AnyRecord::from);
    // Where the text cannot be changed in place it is written anew.
    let text = rewrite(text, &before, &after).unwrap_or_else(|_| render(&after));
    Some((text, row))
}

fn claims(case: &Case) -> Vec<Claim> {
    let is_merged = case.is_merged();
    let petitions = case.petitions.iter().filter(|_| !is_merged);
    let petitions = petitions.map(|petition| Claim::Petition(plain_url(petition.url.as_str())));
    let number = case.number.map(Claim::Number);
    number.into_iter().chain(petitions).collect()
}

/// As [`claims`]. The petitions of a case that was merged into another are those of that one.
fn claims_of_row(row: &CaseRow) -> impl Iterator<Item = Claim> {
    let is_merged = row.stage == Some(Stage::Merged);
    let petitions = row.petitions.iter().filter(move |_| !is_merged);
    let petitions = petitions.map(|petition| Claim::Petition(plain_url(&petition.url)));
    row.number.map(Claim::Number).into_iter().chain(petitions)
}

/// The cases of a view that have one of these.
fn holding(view: &View<'_>, claims: &HashSet<Claim>) -> Result<Vec<CaseRow>, IndexError> {
    let mut numbers = Vec::new();
    let mut petitions = HashSet::new();
    for claim in claims {
        match claim {
            Claim::Number(number) => numbers.push(*number),
            Claim::Petition(url) => {
                petitions.insert(url.clone());
            }
        }
    }
    let mut found = Vec::new();
    if !numbers.is_empty() {
        let filter = CaseFilter {
            numbers,
            ..CaseFilter::default()
        };
        found.extend(view.cases(&filter)?);
    }
    if !petitions.is_empty() {
        let filter = CaseFilter {
            petitions: Some(petitions),
            ..CaseFilter::default()
        };
        found.extend(view.cases(&filter)?);
    }
    Ok(found)
}
