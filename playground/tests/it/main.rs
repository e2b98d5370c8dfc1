//! The playground from outside: through its Bot API, its user side and its page.

#[cfg(test)]
mod albums;
#[cfg(test)]
mod common;
#[cfg(test)]
mod editing;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod files;
#[cfg(test)]
mod kinds;
#[cfg(test)]
mod people;
#[cfg(test)]
mod persistence;
#[cfg(test)]
mod polling;
#[cfg(test)]
mod polls;
#[cfg(test)]
mod recordings;
#[cfg(test)]
mod routes;
#[cfg(test)]
mod topics;
#[cfg(test)]
mod webhook;
