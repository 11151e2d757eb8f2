using Orderly.Connectors.Configuration;
using Orderly.Demo;
using Orderly.Packs;
using Orderly.Runtime.Deployment;

namespace Orderly.Tests.Packs;

public sealed class PackFolderTests
{
    [Fact]
    public void The_shipped_discharge_pack_reads_and_can_be_deployed()
    {
        var pack = PackFolder.Read(DemoFolder.ShippedPack("discharge"));

        pack.Id.ShouldBe("discharge");
        pack.Ladders.Select(ladder => ladder.Id).ShouldBe(["standard", "immediate", "exit"], ignoreOrder: true);
        pack.Organisation!.Bindings.ShouldNotBeEmpty();
        Deployments.Check(pack.ToBundle()).Where(issue => issue.IsError).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("processes: [missing.bpmn]", "Expected the file 'missing.bpmn' in the pack's folder, but it is not there")]
    [InlineData("proceses: []", "but the key is 'proceses'")]
    [InlineData("ladders: { one: [{ level: 9 }] }", "Expected 'level' to be a whole number from 0 to 5")]
    public void A_wrong_pack_is_refused_with_what_was_expected(string more, string complaint)
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        File.WriteAllText(Path.Combine(folder, "pack.yaml"), $"pack: p\nversion: 0.1.0\ntitle: t\n{more}\n");

        Should.Throw<ConfigurationException>(() => PackFolder.Read(folder)).Issues.ShouldContain(issue => issue.Text.Contains(complaint));

        Directory.Delete(folder, recursive: true);
    }
}
