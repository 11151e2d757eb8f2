using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Data;

public sealed class DataAssociationTests
{
    private static readonly FeelValue One = FeelValue.Of(1);
    private static readonly FeelValue Two = FeelValue.Of(2);

    private static BpmnIssue Refused(Model model) => BpmnReader.Read(model.ToXml()).Issues.First(issue => issue.Severity == BpmnSeverity.Error);

    private static FeelValue Own(Running run, string element, string name) =>
        run.State.Elements.Single(one => one.Element == element).Variables!.TryGet(name, out var value) ? value : FeelValue.Null;

    [Fact]
    public void Inputs_are_filled_before_the_activity_begins_and_outputs_are_written_back_when_it_is_left()
    {
        var data = Model.Specification("wanted", "given") + Model.DataIn("o_order", "i_wanted") + Model.DataOut("u_given", "o_bed");
        var run = Running.Start(Model.Process("p").Data("order", "bed").Start().ServiceTask("a", inner: data).UserTask("b").End(), ("order", One));
        run.Seen("a").ToString().ShouldBe("{wanted: 1}", "a job is told the data inputs and nothing else");
        run.CompleteJob("a", ("given", Two), ("chatter", One));
        (run.Variable("bed"), run.Variable("chatter"), run.Variable("given")).ShouldBe((Two, FeelValue.Null, FeelValue.Null));
    }

    [Fact]
    public void A_transformation_makes_one_value_of_several_sources()
    {
        var data = Model.Specification("sum", "") + Model.DataIn("o_a o_b", "i_sum", Model.Transformation("a + b"));
        var run = Running.Start(Model.Process("p").Data("a", "b").Start().UserTask("t", inner: data).End(), ("a", One), ("b", Two));
        Own(run, "t", "sum").ShouldBe(FeelValue.Of(3));
    }

    [Fact]
    public void Assignments_fill_parts_of_the_target_and_keep_its_others()
    {
        var data = Model.Specification("", "r") + Model.DataOut("u_r", "o_order", Model.Assignment("r.bed", "order.bed") + Model.Assignment("=\"done\"", "order.state"));
        var run = Running.Start(Model.Process("p").Data("order").Start().UserTask("a", inner: data).UserTask("b").End(), ("order", Running.Context(("visit", One))));
        run.Complete("a", ("r", Running.Context(("bed", Two))));
        run.Variable("order").ToString().ShouldBe("{visit: 1, bed: 2, state: \"done\"}");
    }

    [Fact]
    public void A_transformation_that_fails_is_an_incident_before_the_activity_begins()
    {
        var data = Model.Specification("x", "") + Model.DataIn("o_n", "i_x", Model.Assignment("function(a) a", "x"));
        var run = Running.Start(Model.Process("p").Data("n").Start().UserTask("a", inner: data).End());
        run.Incident().Kind.ShouldBe(IncidentKind.Expression);
        run.State.Tasks.Count.ShouldBe(0);
    }

    [Fact]
    public void A_message_fills_the_data_output_of_its_event_by_name_or_as_a_whole()
    {
        var model = Model.Process("p");
        var output = "<bpmn:dataOutput id=\"u_news\" name=\"news\"/>" + Model.DataOut("u_news", "o_told") + "<bpmn:outputSet/>";
        model.Data("told").Start().Catch("wait", output + model.Message("Told")).UserTask("a").End();
        var whole = Running.Start(model, ("key", One)).Deliver("wait", ("bed", Two));
        whole.Variable("told").ToString().ShouldBe("{bed: 2}");
        Running.Start(model, ("key", One)).Deliver("wait", ("news", Two)).Variable("told").ShouldBe(Two);
    }

    [Fact]
    public void A_thrown_message_carries_the_data_input_of_its_event()
    {
        var model = Model.Process("p");
        var input = "<bpmn:dataInput id=\"i_said\" name=\"said\"/>" + Model.DataIn("o_order", "i_said") + "<bpmn:inputSet/>";
        var run = Running.Start(model.Data("order").Start().Throw("tell", input + model.Message("Said")).End(), ("key", One), ("order", Two));
        run.Events.OfType<MessagePublished>().Single().Variables.ToString().ShouldBe("{said: 2}");
    }

    [Fact]
    public void A_subprocess_takes_and_gives_data_like_a_task()
    {
        var data = Model.Specification("n", "r") + Model.DataIn("o_order", "i_n") + Model.DataOut("u_r", "o_order");
        var run = Running.Start(Model.Process("p").Data("order").Start().SubProcess("sub", inside => inside.Data("r").Start("in").Script("double", "=n * 2", "r").End("out"), data).UserTask("a").End(), ("order", Two));
        run.Variable("order").ShouldBe(FeelValue.Of(4));
        run.Variable("r").ShouldBe(FeelValue.Null);
    }

    [Fact]
    public void A_multi_instance_runs_through_a_data_object_and_fills_another()
    {
        const string Loop = "<bpmn:multiInstanceLoopCharacteristics><bpmn:loopDataInputRef>i_all</bpmn:loopDataInputRef><bpmn:loopDataOutputRef>u_done</bpmn:loopDataOutputRef><bpmn:inputDataItem id=\"one\" name=\"bed\"/><bpmn:outputDataItem id=\"got\" name=\"r\"/></bpmn:multiInstanceLoopCharacteristics>";
        var data = Model.Specification("all", "done") + Model.DataIn("o_beds", "i_all") + Model.DataOut("u_done", "o_results");
        var model = Model.Process("p").Data("beds[]", "results[]").Start().Script("a", "=bed * 2", "r", inner: data + Loop).UserTask("b").End();
        var run = Running.Start(model, ("beds", FeelValue.Of([One, Two])));
        run.Variable("results").ToString().ShouldBe("[2, 4]");
    }

    [Fact]
    public void Data_goes_beside_zeebe_mappings()
    {
        var data = Model.Specification("wanted", "") + Model.DataIn("o_order", "i_wanted");
        var run = Running.Start(Model.Process("p").Data("order").Start().ServiceTask("a", extensions: Model.Io("input|=wanted + 1|more"), inner: data).End(), ("order", One));
        run.Seen("a").ToString().ShouldBe("{wanted: 1, more: 2}");
    }

    [Fact]
    public void A_data_store_is_refused_where_data_would_move_and_told_where_it_is_drawn()
    {
        const string Store = "<bpmn:dataStoreReference id=\"archive\" name=\"Archive\"/>";
        var model = Model.Process("p");
        model.Extensions = Store;
        Refused(model.Start().UserTask("a", inner: Model.Specification("x", "") + Model.DataIn("archive", "i_x")).End()).Message.ShouldContain("'Archive' is a data store");
        var drawn = Model.Process("p");
        drawn.Extensions = Store;
        BpmnReader.Read(drawn.Start().UserTask("a", inner: Model.DataOut("", "archive")).End().ToXml()).Deployable.ShouldBeTrue();
    }

    [Fact]
    public void What_cannot_be_meant_is_refused_with_its_rule()
    {
        Refused(Model.Process("p").Data("a", "b").Start().UserTask("t", inner: Model.Specification("x", "") + Model.DataIn("o_a o_b", "i_x")).End()).Message.ShouldContain("2 sources");
        Refused(Model.Process("p").Data("a").Start().UserTask("t", inner: Model.Specification("x", "") + Model.DataIn("gone", "i_x")).End()).Message.ShouldContain("'gone'");
        Refused(Model.Process("p").Data("a").Start().UserTask("t", inner: Model.Specification("x", "") + Model.DataIn("o_a", "i_x", Model.Assignment("1", "y"))).End()).Rule.ShouldBe("data-assignment");
        Refused(Model.Process("p").Start().SubProcess("sub", inside => inside.Data("a").Start("in").End("out")).UserTask("t", inner: Model.Specification("x", "") + Model.DataIn("o_a", "i_x")).End()).Rule.ShouldBe("data-scope");
        Refused(Model.Process("p").Data("a").Start().UserTask("t", inner: Model.Specification("x", "") + Model.DataOut("o_a", "i_x")).End()).Message.ShouldContain("is its own");
        Refused(Model.Process("p").Start().UserTask("t", inner: "<bpmn:ioSpecification><bpmn:dataInput id=\"x\"/><bpmn:inputSet><bpmn:whileExecutingInputRefs>x</bpmn:whileExecutingInputRefs></bpmn:inputSet></bpmn:ioSpecification>").End()).Message.ShouldContain("comes meanwhile");
    }

    [Fact]
    public void An_output_whose_target_names_nothing_is_refused_instead_of_losing_the_value()
    {
        var issue = Refused(Model.Process("p").Data("bed").Start().UserTask("t", inner: Model.Specification("", "bed note") + Model.DataOut("u_bed", "o_bed") + Model.DataOut("u_note", "missing")).End());
        (issue.Rule, issue.ElementId, issue.Message).ShouldBe(("data-association", "t", "Expected targetRef to name data of the process, but was 'missing'"));
    }

    [Fact]
    public void An_output_that_goes_into_the_tasks_own_data_output_is_refused()
    {
        var issue = Refused(Model.Process("p").Data("bed").Start().UserTask("t", inner: Model.Specification("a", "b") + Model.DataOut("o_bed", "u_b")).End());
        (issue.Rule, issue.Message).ShouldBe(("data-association", "Expected data of the scopes around the element as the target, but 'b' is its own"));
    }

    [Fact]
    public void An_input_that_is_filled_from_the_tasks_own_output_is_refused()
    {
        var issue = Refused(Model.Process("p").Start().UserTask("t", inner: Model.Specification("a", "b") + Model.DataIn("u_b", "i_a")).End());
        (issue.Rule, issue.Message).ShouldBe(("data-association", "Expected data that is there before the element begins as the source, but 'b' is its own output"));
    }

    [Fact]
    public void Bad_FEEL_of_data_is_told_as_the_transformation_or_assignment_that_it_is()
    {
        Refused(Model.Process("p").Data("n").Start().UserTask("t", inner: Model.Specification("x", "") + Model.DataIn("o_n", "i_x", Model.Transformation("=1 +"))).End()).Message.ShouldStartWith("Expected transformation to be FEEL, but ");
        Refused(Model.Process("p").Data("n").Start().UserTask("t", inner: Model.Specification("x", "") + Model.DataIn("o_n", "i_x", Model.Assignment("=1 +", "x"))).End()).Message.ShouldStartWith("Expected 'from' of the assignment to be FEEL, but ");
    }
}
