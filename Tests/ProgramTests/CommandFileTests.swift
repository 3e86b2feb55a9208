import TestSupport
import Testing

@Suite(.blocking) struct `An output file` {
  private static let long = "run --surface ring --steps 20000 -o out.csv"

  @Test func `has the old or the new contents, whenever the program is killed`() throws {
    let folder = try TemporaryDirectory()
    _ = try folder.bash("ravine \(Self.long); cp out.csv new.csv; echo old > out.csv")
    // Kills the program at 12 times between its start and its end.
    let result = try folder.bash(
      """
      for ((i = 0; i < 12; i++)); do
        echo old > out.csv
        "$ravine" \(Self.long) --force & job=$!
        sleep 0.$(printf %03d $((i * 37)))
        kill -KILL $job; wait $job
        cmp -s out.csv new.csv || [[ $(cat out.csv) == old ]] || echo torn at $i
      done
      """)
    #expect(result.output == "")
  }

  @Test func `beyond the file size limit gives an error, and leaves no file`() throws {
    let folder = try TemporaryDirectory()
    let result = try folder.bash("\(fileSizeLimitCommand(blocks: 8)); ravine \(Self.long)")
    #expect(result.status == 74)
    #expect(result.errors.contains("File too large"), "\(result.errors)")
    #expect(try folder.names == [])
  }

  @Test func `keeps its contents if the new contents exceed the file size limit`() throws {
    let folder = try TemporaryDirectory()
    let result = try folder.bash(
      "echo old > out.csv; \(fileSizeLimitCommand(blocks: 8)); ravine \(Self.long) --force")
    #expect(result.status == 74)
    #expect(try folder.text(of: "out.csv") == "old\n")
    #expect(try folder.names == ["out.csv"])
  }

  @Test func `is written beside the temporary file of a killed process`() throws {
    let result = try bash(
      """
      # The process id stays the same after exec.
      (touch .ravine-$BASHPID-1; exec "$ravine" run --surface ring --steps 3 -o out.csv)
      wc -l < out.csv
      """)
    #expect(result.output == "13\n", "\(result.errors)")
  }

  @Test func `may have the longest possible name`() throws {
    let name = String(repeating: "é", count: 125) + ".csv"
    let result = try bash("ravine run --surface ring --steps 3 -o \(name) && wc -l < \(name)")
    #expect(result.output == "13\n", "\(result.errors)")
  }

  @Test(arguments: ["022", "077", "027"])
  func `has the permissions of the umask`(_ umask: String) throws {
    let result = try bash("umask \(umask); ravine \(Self.long); stat -c %a out.csv")
    #expect(result.output == ["022": "644", "077": "600", "027": "640"][umask].map { $0 + "\n" })
  }

  @Test func `has the same bytes on one core as on all cores`() throws {
    let lessons = "quad-split ring-roll fsam-noise four-edits product-balance sensing-split"
    for line in ["check --json \(lessons)", "run xy1-three-stops", "list surfaces --json"] {
      let result = try bash(
        "taskset -c 0 \"$ravine\" \(line) > one; ravine \(line) > all; cmp one all && wc -c < all")
      #expect(result.status == 0, "\(line): \(result.errors)")
      #expect((Int(result.output.trimmingPrefix(" ").dropLast()) ?? 0) > 100)
    }
  }
}
