import TestSupport
import Testing

@Suite struct `A file that is written` {
  private static let long = "run --surface ring --steps 20000 -o out.csv"

  @Test func `is the old one or the new one, whenever the program is killed`() throws {
    let folder = try Folder()
    _ = try folder.bash("ravine \(Self.long); cp out.csv new.csv; echo old > out.csv")
    // From the first moments of the program to the last of its writing.
    let answer = try folder.bash(
      """
      for ((i = 0; i < 24; i++)); do
        echo old > out.csv
        "$ravine" \(Self.long) --force & job=$!
        sleep 0.$(printf %03d $((i * 37)))
        kill -KILL $job; wait $job
        cmp -s out.csv new.csv || [[ $(cat out.csv) == old ]] || echo torn at $i
      done
      """)
    #expect(answer.output == "")
  }

  @Test func `is refused with a sentence where it may not grow, and leaves nothing`() throws {
    let folder = try Folder()
    let answer = try folder.bash("\(fileSizeLimitCommand(blocks: 8)); ravine \(Self.long)")
    #expect(answer.status == 74)
    #expect(answer.errors.contains("File too large"), "\(answer.errors)")
    #expect(try folder.names == [])
  }

  @Test func `keeps what was there if the new one may not grow`() throws {
    let folder = try Folder()
    let answer = try folder.bash(
      "echo old > out.csv; \(fileSizeLimitCommand(blocks: 8)); ravine \(Self.long) --force")
    #expect(answer.status == 74)
    #expect(try folder.text(of: "out.csv") == "old\n")
    #expect(try folder.names == ["out.csv"])
  }

  @Test func `is written where one that was killed left its own`() throws {
    let answer = try bash(
      """
      # Whatever number this has when it becomes the program.
      (touch .ravine-$BASHPID-1; exec "$ravine" run --surface ring --steps 3 -o out.csv)
      wc -l < out.csv
      """)
    #expect(answer.output == "13\n", "\(answer.errors)")
  }

  @Test func `may have the longest name that there is`() throws {
    let name = String(repeating: "é", count: 125) + ".csv"
    let answer = try bash("ravine run --surface ring --steps 3 -o \(name) && wc -l < \(name)")
    #expect(answer.output == "13\n", "\(answer.errors)")
  }

  @Test(arguments: ["022", "077", "027"])
  func `may be read by whom the user lets`(_ umask: String) throws {
    let answer = try bash("umask \(umask); ravine \(Self.long); stat -c %a out.csv")
    #expect(answer.output == ["022": "644", "077": "600", "027": "640"][umask].map { $0 + "\n" })
  }

  @Test func `has the same bytes on one core as on all`() throws {
    for line in ["check --json", "run xy1-three-stops", "list surfaces --json"] {
      let answer = try bash(
        "taskset -c 0 \"$ravine\" \(line) > one; ravine \(line) > all; cmp one all && wc -c < all")
      #expect(answer.status == 0, "\(line): \(answer.errors)")
      #expect((Int(answer.output.trimmingPrefix(" ").dropLast()) ?? 0) > 100)
    }
  }
}
