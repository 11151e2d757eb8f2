using System.Text;
using Orderly.Cli;
using Orderly.Verbs;

namespace Orderly.Tests.Verbs;

public sealed class Hl7VerbTests
{
    [Fact]
    public void Check_ends_well_for_readable_messages_and_badly_for_one_that_is_none()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        File.WriteAllBytes(Path.Combine(folder, "good.hl7"), Encoding.ASCII.GetBytes("MSH|^~\\&|A|B|C|D|20260609||ADT^A01|1|P|2.5\rPID|1\r"));
        Hl7Verb.Create().Parse(["check", folder]).Invoke().ShouldBe(ExitCode.Done);

        File.WriteAllBytes(Path.Combine(folder, "bad.hl7"), "PID|1\r"u8.ToArray());
        Hl7Verb.Create().Parse(["check", folder]).Invoke().ShouldBe(ExitCode.Failed);

        Hl7Verb.Create().Parse(["check", Path.Combine(folder, "none")]).Invoke().ShouldBe(ExitCode.NotFound);
        Directory.Delete(folder, recursive: true);
    }
}
