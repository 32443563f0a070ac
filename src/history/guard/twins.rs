//! What only one case may have: two clones that each record a case know nothing of each other, and the
//! second to push has to learn of the first. Judged by the index of the old tip; what was so before
//! the push does not stand in its way.

use std::collections::{HashMap, HashSet};

use git2::Oid;

use crate::index::row::CaseRow;
use crate::index::{CaseFilter, Index, plain_url};
use crate::record::case::Case;
use crate::store::{Snapshot, Store};

use super::super::verify::{Breach, Findings, HistoryError};

/// Tells the cases among those `pushed` that take a number or a petition which another case has after
/// the push. `gone` are the ids of cases that it took away.
///
/// # Errors
/// Where the old tip cannot be read.
pub(super) fn find(
    store: &Store,
    old: &Snapshot<'_>,
    (pushed, gone): (&[Case], &[String]),
    tip: Oid,
    findings: &mut Findings,
) -> Result<(), HistoryError> {
    if pushed.iter().all(|case| claims(case).is_empty()) {
        return Ok(());
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
    for case in pushed {
        let id = case.id.to_string();
        for claim in claims(case) {
            if !is_new(case, &claim) {
                continue;
            }
            let other = owners.entry(claim.clone()).or_insert_with(|| id.clone());
            if *other != id {
                let other = other.clone();
                let breach = match claim {
                    Claim::Number(number) => Breach::NumberTaken { number, other },
                    Claim::Petition(_) => Breach::PetitionTaken { other },
                };
                findings.add(Some(tip), &case.id.path(), 1, breach);
            }
        }
    }
    Ok(())
}

/// What belongs to one case.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Claim {
    /// Its number.
    Number(u32),
    /// A petition, by its address without what people leave out.
    Petition(String),
}

fn claims(case: &Case) -> Vec<Claim> {
    let petitions = case.petitions.iter();
    let petitions = petitions.map(|petition| Claim::Petition(plain_url(petition.url.as_str())));
    let number = case.number.map(Claim::Number);
    number.into_iter().chain(petitions).collect()
}

fn claims_of_row(row: &CaseRow) -> impl Iterator<Item = Claim> {
    let petitions = row.petitions.iter();
    let petitions = petitions.map(|petition| Claim::Petition(plain_url(&petition.url)));
    row.number.map(Claim::Number).into_iter().chain(petitions)
}

/// The cases of a view that have one of these.
fn holding(
    view: &crate::index::View<'_>,
    claims: &HashSet<Claim>,
) -> Result<Vec<CaseRow>, HistoryError> {
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
