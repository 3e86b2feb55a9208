import TestSupport
import Testing

@Suite(.blocking) struct `The exit status of ravine` {
  @Test(arguments: [
    ("run nope", 66, "there is no lesson “nope”"),
    ("run nope", 66, "; “ravine list lessons” lists all\n"),
    (
      "run xy1-three-stop", 66,
      "; did you mean “xy1-three-stops”? “ravine list lessons” lists all\n"
    ),
    ("quad", 66, "did you mean “quad-split” or “quad-rho-ladder”?"),
    ("ls", 66, "there is no lesson or verb “ls”; “ravine list lessons” lists all\n"),
    ("rnder", 66, "did you mean “render”?"),
    ("play --course nope", 66, "there is no course “nope”"),
    ("check quadratic", 66, "no lesson “quadratic”; “quadratic” is a surface, for --surface"),
    ("check 'x^2'", 66, "“x^2” is a surface"),
    ("digits", 66, "there is no lesson or verb “digits”; “digits” is a problem, for --problem"),
    ("run sam", 66, "“sam” is an optimizer, for --optimizer"),
    ("show xylophones", 66, "“xylophones”; “ravine list” with lessons, surfaces, problems, "),
    ("run ./nope.yaml", 66, "cannot read ./nope.yaml: No such file or directory"),
    ("run nope.yaml", 66, "cannot read nope.yaml: No such file or directory"),
    ("run /", 66, "cannot read /: Is a directory"),
    ("check nope", 66, "there is no lesson “nope”"),
    ("show hyperbla", 66, "did you mean “hyperbola”?"),
    ("show xy1", 66, "did you mean “xy1-three-stops” or “xy1-usam-blowup”?"),
  ])
  func `is 66 for a file or name that does not exist`(
    _ arguments: String, _ status: Int32, _ message: String
  ) throws {
    try expect(arguments, status, message)
  }

  @Test(arguments: [
    ("run --surface hyperbla", "did you mean “hyperbola”?"),
    ("run --surface ring --optimizer usamm", "did you mean “usam”?"),
    (
      "run --surface ring --optimizer foo",
      "there is no optimizer “foo”; “ravine list optimizers” lists all\n"
    ),
    (
      "run --surface nosuch", "there is no surface “nosuch”; “ravine list surfaces” lists all\n"
    ),
    ("run --surface ring --optimizer sam:rh=1", "did you mean “rho”?"),
    ("run --surface ring --optimizer sam:rho", "sam:rho"),
    ("run --surface ring --optimizer sam:rho=1,rho=2", "sam:rho=1,rho=2"),
    ("run --surface ring --optimizer ''", "''"),
    ("run --surface ring --set k", "'k'"),
    ("run --surface ring --set kk=1", "surface ring has no parameter “kk”"),
    ("run --surface ring --set alpha=2", "alpha of surface ring must be"),
    ("run --surface ring --eta 0", "eta of optimizer gd must be"),
    ("run --surface ring --eta nan", "nan"),
    ("run --surface ring --eta -1", "eta of optimizer gd must be"),
    (
      "run --surface ring --optimizer gd --rho 1",
      "no run has a hyperparameter “rho”; the optimizers are gd"
    ),
    ("run --surface ring --start 1", "'1'"),
    ("run --surface ring --start 1,inf", "'1,inf'"),
    ("run --surface ring --view-box 1:0,0:1", "'1:0,0:1'"),
    ("run --surface ring --steps -1", "--steps must be from 0 to 10000000, not -1"),
    ("run --surface ring --steps 100000000000", "--steps must be from 0 to 10000000"),
    ("run --surface ring --steps many", "many"),
    ("run --surface ring --every 0", "--every must be ≥ 1"),
    ("run --surface ring --format xml", "xml"),
    ("run --surface ring --nonsense", "nonsense"),
    ("run a b", "b"),
    ("list", "subject"),
    ("list lesson", "lesson"),
    ("list surfaces --json --markdown", "Choose one of --json and --markdown"),
    ("show", "Give either a name"),
    ("show ring --surface ring", "Give either a name"),
  ])
  func `is 64 for wrong usage`(_ arguments: String, _ message: String) throws {
    try expect(arguments, 64, message)
  }

  @Test(arguments: [
    ("run --surface 'x^2 + * y'", "x^2 + * y\n      ^"),
    ("run --surface 'x^2 + q*y'", "q"), ("'x^2 + * y'", "x^2 + * y\n      ^"),
    ("render 'x^2 + q*y'", "“q” is not known"),
    ("show --surface '(x'", "(x\n"),
    ("run bad.yaml", "bad.yaml:3:10"),
    ("check bad.yaml", "did you mean “hyperbola”?"),
    ("run binary.yaml", "not UTF-8"),
    ("run empty.yaml", "empty.yaml:1:1"),
  ])
  func `is 65 for an invalid lesson or formula`(
    _ arguments: String, _ message: String
  ) throws {
    let folder = try TemporaryDirectory()
    try folder.write("id: bad\ntitle: Bad\nsurface: hyperbla\n", to: "bad.yaml")
    try folder.write("", to: "empty.yaml")
    _ = try folder.bash("printf 'id: \\377\\n' > binary.yaml")
    try expect(arguments, 65, message, in: folder)
  }

  @Test func `is 69 without a terminal`() throws {
    for arguments in ["", "play", "quad-split", "play --surface ring"] {
      let result = try bash("ravine \(arguments)")
      #expect(result.status == 69)
      #expect(result.output.isEmpty && !result.errors.contains("\u{1B}"))
      #expect(result.errors.contains("ravine r"))
    }
  }

  @Test func `is 0 for help and version, which go to stdout`() throws {
    for arguments in ["--help", "run --help", "help run", "--version", "play --help"] {
      let result = try bash("ravine \(arguments)")
      #expect(result.status == 0)
      #expect(!result.output.isEmpty && result.errors.isEmpty)
    }
    let version = try bash("ravine --version").output
    #expect(version.wholeMatch(of: /0\.1\.0 \(([0-9a-f]{12}\+?|unknown commit)\)\n/) != nil)
  }

  @Test func `comes with a message without control characters`() throws {
    let result = try bash("ravine run $'no\\e[2Jpe\\u202e'")
    #expect(result.status == 66)
    #expect(result.errors.contains("no�[2Jpe�"))
  }

  private func expect(
    _ arguments: String, _ status: Int32, _ message: String, in folder: TemporaryDirectory? = nil
  ) throws {
    let result = try (folder ?? TemporaryDirectory()).bash("ravine \(arguments)")
    #expect(result.status == status)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains(message), "\(result.errors)")
  }
}
