// Looks again and again until the condition holds, and answers {seen} with it, or {late} with what there is instead.

const [argument, patience, done] = arguments;
const end = performance.now() + patience;
const look = () => {
  let seen;
  try {
    seen = CONDITION;
  } catch (failure) {
    done({ late: `${failure} in\n${described()}` });
    return;
  }
  if (seen) done({ seen: true });
  else if (performance.now() < end) setTimeout(look, 15);
  else done({ late: described() });
};
look();
