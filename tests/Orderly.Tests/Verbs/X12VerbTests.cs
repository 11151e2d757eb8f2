using System.Text;
using Orderly.Cli;
using Orderly.Verbs;

namespace Orderly.Tests.Verbs;

[Collection(nameof(OneConsole))]
public sealed class X12VerbTests
{
    private const string Acknowledgement =
        "ISA*00*          *00*          *ZZ*PAYER          *ZZ*HOSPITAL       *260601*0900*^*00501*000000007*0*T*:~GS*FA*PAYER*HOSPITAL*20260601*0900*7*X*005010X231A1~"
        + "ST*999*0001*005010X231A1~AK1*HC*7*005010X222A1~AK2*837*0001~IK5*A~AK9*A*1*1*1~SE*6*0001~GE*1*7~IEA*1*000000007~";

    [Theory]
    [InlineData("--quiet")]
    [InlineData("--json")]
    public void Check_ends_well_for_an_accepted_interchange_and_badly_for_a_refused_one(string option)
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        File.WriteAllText(Path.Combine(folder, "good.x12"), Acknowledgement, Encoding.ASCII);
        X12Verb.Create().Parse(["check", folder, option]).Invoke().ShouldBe(ExitCode.Done);

        File.WriteAllText(Path.Combine(folder, "bad.x12"), Acknowledgement.Replace("IEA*1*000000007", "IEA*1*000000008"), Encoding.ASCII);
        X12Verb.Create().Parse(["check", folder, option]).Invoke().ShouldBe(ExitCode.Failed);

        X12Verb.Create().Parse(["check", Path.Combine(folder, "none"), option]).Invoke().ShouldBe(ExitCode.NotFound);
        Directory.Delete(folder, recursive: true);
    }
}
