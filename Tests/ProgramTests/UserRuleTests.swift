import TestSupport
import Testing

@Suite(.blocking) struct `The user's rules` {
  private let half = "# name: Half\n# source: mine\n# about: Half a step.\nw - eta/2*grad(w)\n"

  private func folder() throws -> TemporaryDirectory {
    let folder = try TemporaryDirectory()
    _ = try folder.bash("mkdir -p c/ravine/rules")
    try folder.write(half, to: "c/ravine/rules/half-step.rule")
    return folder
  }

  private func ravine(
    _ arguments: String, in folder: TemporaryDirectory
  ) throws -> CommandResult {
    try folder.bash("XDG_CONFIG_HOME=\(folder.path)/c ravine \(arguments) </dev/null")
  }

  @Test func `are optimizers by the names of their files`() throws {
    let folder = try folder()
    let run = try ravine(
      "run --surface valley --optimizer half-step:eta=0.2 --steps 3", in: folder)
    let same = try ravine(
      "run --surface valley --optimizer 'w - eta/2*grad(w):eta=0.2,name=half_step' --steps 3",
      in: folder)
    #expect(run.status == 0 && run.errors == "")
    #expect(run.output.contains("half_step") && run.output == same.output)
    #expect(
      try ravine("run --surface valley --optimizer half-stop", in: folder).errors
        .contains("there is no optimizer “half-stop”; did you mean “half-step”?"))
    let list = try ravine("list optimizers", in: folder).output
    #expect(list.contains("half-step") && list.contains("w - eta/2*grad(w)"))
    let show = try ravine("show half-step", in: folder).output
    #expect(show.hasPrefix("half-step: Half\nHalf a step.\n"))
    #expect(show.contains("w - eta/2*grad(w)") && show.contains("c/ravine/rules/half-step.rule"))
    let json = try ravine("show half-step --json", in: folder).output
    #expect(json.contains(#""origin": "\#(folder.path)/c/ravine/rules/half-step.rule""#))
  }

  @Test func `of a lesson are shown with the lesson`() throws {
    let folder = try folder()
    let show = try ravine("show old-direction", in: folder)
    #expect(show.status == 0 && show.output.hasPrefix("old-direction: stale\n"))
    #expect(show.output.contains("memory last = 0; direction = unit(last); last = grad(w); w - "))
    #expect(show.output.contains("lesson part-of-sam"))
    #expect(
      try ravine("show old-directon", in: folder).errors.contains("did you mean “old-direction”?"))
  }

  @Test func `have a predicted learning rate beside the measured one`() throws {
    let folder = try folder()
    let threshold =
      "threshold --surface '0.5*(x^2 + 20*y^2)' --start 2,1 --optimizer gd,half-step,rs --rho 0"
    let rows = try ravine(threshold, in: folder).output.split(separator: "\n").map {
      $0.split(separator: " ").map(String.init)
    }
    #expect(rows[0].suffix(1) == ["predicted"])
    #expect(rows[1].last == "0.1" && rows[2].last == "0.2" && rows[3].last == "-")
    let range = try ravine(
      "threshold --surface quadratic --set a=1 --set b=20 --optimizer usam"
        + " --optimizer sam:rho=0.1 --optimizer gd --rho 0.05:0.1:2", in: folder
    ).output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(range.dropFirst().map { $0[2] } == ["0.05", "0.1", "0.1", "-"])
    #expect(range.dropFirst().map { $0.last } == ["0.05", "0.033333333", "0.1", "0.1"])
    let json = try ravine(threshold + " --json", in: folder).output
    #expect(json.contains(#""predicted_eta": 0.2"#) && json.contains(#""predicted_eta": null"#))
  }

  @Test func `are skipped with a warning if they are wrong`() throws {
    let folder = try folder()
    try folder.write("g = grad(w)\nw - lr*g\n", to: "c/ravine/rules/wrong.rule")
    try folder.write("w - eta*grad(w)\n", to: "c/ravine/rules/sam.rule")
    try folder.write("w - eta*grad(w)\n", to: "c/ravine/rules/Mine.rule")
    _ = try folder.bash("mkdir c/ravine/rules/folder.rule; ln -s nowhere c/ravine/rules/link.rule")
    let run = try ravine("run --surface valley --optimizer half-step --steps 3", in: folder)
    #expect(run.status == 0)
    let rules = "\(folder.path)/c/ravine/rules"
    #expect(
      run.errors.split(separator: "\n").map(String.init).sorted() == [
        "ravine: warning: \(rules)/Mine.rule is not used: a file name must be lowercase letters, "
          + "digits and “-” before .rule",
        "ravine: warning: \(rules)/folder.rule is not used: \(rules)/folder.rule is not a regular file",
        "ravine: warning: \(rules)/link.rule is not used: the file does not exist",
        "ravine: warning: \(rules)/sam.rule is not used: “sam” is a built-in optimizer; rename the file",
        "ravine: warning: \(rules)/wrong.rule is not used: line 2, column 5: “lr” is not known: "
          + "write eta",
      ])
    // Without a rule of the user, the directory is not read.
    #expect(try ravine("run --surface valley --optimizer gd --steps 3", in: folder).errors == "")
  }

  @Test func `are listed by the optimizer picker`() throws {
    let folder = try folder()
    try folder.write("w - lr*w\n", to: "c/ravine/rules/wrong.rule")
    let program = try Pty.launchRavine(
      ["valley-slide", "--reduced-motion"],
      environment: ["XDG_CONFIG_HOME": "\(folder.path)/c", "XDG_STATE_HOME": "\(folder.path)/s"])
    try program.press("Ahalf\r")
    program.send("y")
    // The first key closes the page of a long command; ^C may end a busy program by SIGINT.
    program.send("\u{1B}")
    program.send("q")
    #expect(program.wait(within: 30) == .exited(0))
    #expect(program.hasInitialMode)
  }
}
