//! Files made to do harm: each is refused with a reason. They are made here, none is stored.

mod hostile {
    mod bombs;
    mod names;
    mod pictures;
    mod questions;
    mod readers;
    mod texts;
    mod zips;
}
