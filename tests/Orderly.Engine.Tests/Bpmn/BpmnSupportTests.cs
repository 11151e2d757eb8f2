using System.Text;
using Orderly.Engine.Bpmn;
using Orderly.Engine.Process;
using Orderly.Engine.Tests.Process;

namespace Orderly.Engine.Tests.Bpmn;

/// <summary>The table of what is executed and refused is true, and the page says what the table says. <c>ORDERLY_DOCS=FOLDER</c> writes the page.</summary>
public sealed class BpmnSupportTests
{
    [Fact]
    public void The_page_says_what_the_table_says()
    {
        if (Environment.GetEnvironmentVariable("ORDERLY_DOCS") is { } folder)
            File.WriteAllText(Path.Combine(folder, "bpmn-support.md"), Page());
        File.ReadAllText(Path.Combine(Root(), "docs", "bpmn-support.md")).ReplaceLineEndings("\n").ShouldBe(Page(), "dotnet test with ORDERLY_DOCS=docs writes the page anew");
    }

    [Fact]
    public void Every_element_stands_once_and_is_shown_by_a_test_that_exists()
    {
        SupportTable.Elements.GroupBy(element => element.Element).Where(group => group.Count() > 1).ShouldBeEmpty();
        var tests = typeof(BpmnSupportTests).Assembly.GetTypes().Select(type => type.Name).ToHashSet();
        SupportTable.Elements.Where(element => !tests.Contains(element.ShownBy)).ShouldBeEmpty();
    }

    [Fact]
    public void Whatever_the_reader_executes_stands_in_the_table_as_executed() =>
        ElementKinds.Executed.Keys.Except(SupportTable.Elements.Where(element => element.Support == BpmnSupport.Executed).Select(element => element.Element)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_the_table_refuses_is_refused_wherever_it_stands(string element)
    {
        var inside = Model.Process("p").Start().Node("userTask", "a").Node(element, "odd").End();
        var within = Model.Process("p").Start().Node("userTask", "a", $"<bpmn:{element} id=\"odd\"/>").End();
        var beside = Model.Process("p").Start().UserTask("a").End().ToXml().Replace("</bpmn:definitions>", $"<bpmn:{element} id=\"odd\"/></bpmn:definitions>", StringComparison.Ordinal);
        foreach (var xml in new[] { inside.ToXml(), within.ToXml(), beside })
            BpmnReader.Read(xml).Deployable.ShouldBeFalse(xml);
    }

    [Theory]
    [MemberData(nameof(Documentation))]
    public void What_the_table_calls_documentation_changes_nothing_beside_a_process(string element)
    {
        var xml = Model.Process("p").Start().UserTask("a").End().ToXml().Replace("</bpmn:definitions>", $"<bpmn:collaboration id=\"c\"><bpmn:{element} id=\"odd\"/></bpmn:collaboration></bpmn:definitions>", StringComparison.Ordinal);
        BpmnReader.Read(xml).Deployable.ShouldBeTrue();
    }

    [Fact]
    public void Several_processes_in_a_file_are_all_read_and_a_manual_task_passes()
    {
        var two = Model.Process("p").Start().Node("manualTask", "m").End().ToXml().Replace("</bpmn:definitions>", "<bpmn:process id=\"q\" isExecutable=\"true\"><bpmn:startEvent id=\"q1\"/></bpmn:process></bpmn:definitions>", StringComparison.Ordinal);
        BpmnReader.Read(two).Processes.Select(process => process.Id).ShouldBe(["p", "q"]);
        Running.Start(Model.Process("p").Start().Node("manualTask", "m").End()).State.Status.ShouldBe(InstanceStatus.Completed);
    }

    public static TheoryData<string> Refused => [.. SupportTable.Elements.Where(element => element.Support == BpmnSupport.Refused).Select(element => element.Element)];

    public static TheoryData<string> Documentation => [.. SupportTable.Elements.Where(element => element.Support == BpmnSupport.Documentation && element.Group == "Collaboration" && element.Element != "collaboration").Select(element => element.Element)];

    private static string Page()
    {
        var page = new StringBuilder("# BPMN 2.0.2: what is executed and what is refused\n\nWritten from the engine's own table (`SupportTable`); a test holds this page to it. *Documentation* is read over because it cannot change what\nhappens. A refused element is named at deploy and by `orderly model check`, with its line and rule.\n");
        foreach (var group in SupportTable.Elements.GroupBy(element => element.Group))
        {
            page.Append($"\n## {group.Key}\n\n| Element | | How far | Shown by |\n|---|---|---|---|\n");
            foreach (var element in group)
                page.Append($"| `{element.Element}` | {element.Support.ToString().ToLowerInvariant()} | {element.Note} | `{element.ShownBy}` |\n");
        }
        return page.ToString();
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Orderly.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("Expected the tests to run inside the repository, but no Orderly.slnx stands above them");
        return folder.FullName;
    }
}
