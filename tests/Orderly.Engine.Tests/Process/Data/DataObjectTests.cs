using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Data;

public sealed class DataObjectTests
{
    private static readonly FeelValue One = FeelValue.Of(1);

    [Fact]
    public void Data_objects_are_variables_of_the_process_and_begin_empty()
    {
        var run = Running.Start(Model.Process("p").Data("order", "beds[]").Start().UserTask("a").End(), ("other", One));
        run.Variable("order").ShouldBe(FeelValue.Null);
        run.Variable("beds").ToString().ShouldBe("[]");
        run.State.Variables!.Contains("order").ShouldBeTrue();
    }

    [Fact]
    public void What_the_instance_was_begun_with_stays()
    {
        var run = Running.Start(Model.Process("p").Data("order").Start().UserTask("a").End(), ("order", One));
        run.Variable("order").ShouldBe(One);
    }

    [Fact]
    public void A_data_object_of_a_subprocess_ends_with_it_and_hides_the_one_outside()
    {
        var run = Running.Start(Model.Process("p").Start().SubProcess("sub", inside => inside.Data("bed").Start("in").UserTask("a").UserTask("b").End("out")).End(), ("bed", FeelValue.Of("512")));
        run.Complete("a", ("bed", FeelValue.Of("514")), ("nurse", FeelValue.Of("ann")));
        run.Variable("bed").ShouldBe(FeelValue.Of("512"));
        run.State.Elements.Single(element => element.Element == "sub").Variables!.TryGet("bed", out var inner).ShouldBeTrue();
        inner.ShouldBe(FeelValue.Of("514"));
        run.Complete("b").Variable("bed").ShouldBe(FeelValue.Of("512"));
        run.Variable("nurse").ShouldBe(FeelValue.Of("ann"));
    }

    [Fact]
    public void A_drawn_reference_gives_the_object_its_name()
    {
        var model = Model.Process("p");
        model.Extensions = "<bpmn:dataObject id=\"DataObject_1\"/><bpmn:dataObjectReference id=\"ref\" name=\"Bed request\" dataObjectRef=\"DataObject_1\"/>";
        Running.Start(model.Start().UserTask("a").End()).State.Variables!.Contains("Bed request").ShouldBeTrue();
    }

    [Fact]
    public void Properties_and_inputs_of_the_process_are_its_variables_and_a_property_of_an_activity_is_its_own()
    {
        var model = Model.Process("p");
        model.Extensions = "<bpmn:ioSpecification><bpmn:dataInput id=\"in\" name=\"visit\"/><bpmn:inputSet/><bpmn:outputSet/></bpmn:ioSpecification><bpmn:property id=\"x\" name=\"note\"/>";
        var run = Running.Start(model.Start().UserTask("a", inner: "<bpmn:property id=\"y\" name=\"own\"/>").End());
        (run.State.Variables!.Contains("visit"), run.State.Variables.Contains("note")).ShouldBe((true, true));
        run.Complete("a", ("own", One)).Variable("own").ShouldBe(FeelValue.Null);
    }

    [Fact]
    public void A_reference_to_nothing_is_refused()
    {
        var model = Model.Process("p");
        model.Extensions = "<bpmn:dataObjectReference id=\"ref\" dataObjectRef=\"gone\"/>";
        BpmnReader.Read(model.Start().UserTask("a").End().ToXml()).Issues.ShouldContain(issue => issue.Rule == "data-reference" && issue.Severity == BpmnSeverity.Error);
    }

    [Fact]
    public void What_a_tool_draws_between_data_and_a_task_moves_nothing_and_is_told()
    {
        var drawn = "<bpmn:property id=\"to\" name=\"__targetRef_placeholder\"/>" + Model.DataIn("o_order", "to") + Model.DataOut("", "o_order");
        var model = Model.Process("p").Data("order").Start().UserTask("a", inner: drawn).End();
        BpmnReader.Read(model.ToXml()).Issues.Select(issue => (issue.Rule, issue.Severity)).ShouldBe([("data-association", BpmnSeverity.Warning), ("data-association", BpmnSeverity.Warning)]);
        var run = Running.Start(model);
        run.State.Elements.Single(element => element.Element == "a").Variables.ShouldBeNull();
        run.Complete("a", ("order", One)).Variable("order").ShouldBe(One);
    }

    [Fact]
    public void Two_data_objects_of_one_name_in_one_scope_are_refused_and_in_two_scopes_are_not()
    {
        var model = Model.Process("p");
        model.Extensions = "<bpmn:dataObject id=\"o1\" name=\"bed\"/><bpmn:dataObject id=\"o2\" name=\"bed\" isCollection=\"true\"/>";
        var issue = BpmnReader.Read(model.Start().UserTask("a").End().ToXml()).Issues.ShouldHaveSingleItem();
        (issue.Severity, issue.Rule, issue.ElementId, issue.Message).ShouldBe((BpmnSeverity.Error, "data-name", "o2", "Expected names of data objects to be unique in 'p', but 'bed' is 'o1' already"));
        var apart = Model.Process("p");
        apart.Extensions = "<bpmn:dataObject id=\"o1\" name=\"bed\"/>";
        BpmnReader.Read(apart.Start().SubProcess("sub", inside => inside.Data("bed").Start("in").End("out")).End().ToXml()).Deployable.ShouldBeTrue();
    }
}
