#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| coursefile::fuzzing::open_bundle(bytes));
