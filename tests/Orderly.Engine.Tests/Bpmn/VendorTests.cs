using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Process;
using Orderly.Engine.Tests.Process;

namespace Orderly.Engine.Tests.Bpmn;

/// <summary>Models of other tools: what means the same is executed, what has no equal is refused by name.</summary>
public sealed class VendorTests
{
    private static ProcessModel Compiled(Model model) => model.Compile();

    private static BpmnIssue Refused(Model model) => BpmnReader.Read(model.ToXml()).Issues.First(issue => issue.Severity == BpmnSeverity.Error);

    private static string Extensions(string inner) => $"<bpmn:extensionElements>{inner}</bpmn:extensionElements>";

    [Fact]
    public void Camunda_7_assignment_schedule_priority_and_form_are_read()
    {
        var run = Running.Start(
            Model.Process("p").Start().Node("userTask", "a", attributes: "camunda:assignee=\"${who}\" camunda:candidateGroups=\"rn, lead\" camunda:priority=\"70\" camunda:formKey=\"f\" camunda:dueDate=\"2026-03-02T15:00:00Z\" camunda:asyncBefore=\"true\"").End(),
            ("who", FeelValue.Of("ann")));
        var task = run.Task("a");
        (task.Owner, task.Priority, task.FormId, task.Due).ShouldBe(("ann", 70, "f", Running.Noon.AddHours(3)));
        task.CandidateGroups.ShouldBe(["rn", "lead"]);
    }

    [Fact]
    public void Camunda_7_external_tasks_are_jobs_and_their_mappings_are_kept()
    {
        var io = Extensions("<camunda:inputOutput><camunda:inputParameter name=\"bed\">${room}</camunda:inputParameter><camunda:outputParameter name=\"done\">${result}</camunda:outputParameter></camunda:inputOutput>");
        var run = Running.Start(Model.Process("p").Start().Node("serviceTask", "a", io, "camunda:type=\"external\" camunda:topic=\"clean\"").End(), ("room", FeelValue.Of("4W")));
        (run.Job("a").Type, run.Seen("a")["bed"]).ShouldBe(("clean", FeelValue.Of("4W")));
        run.CompleteJob("a", ("result", FeelValue.Of(1))).Variable("done").ShouldBe(FeelValue.Of(1));
    }

    [Fact]
    public void Camunda_7_conditions_collections_and_calls_mean_the_same()
    {
        var model = Model.Process("p").Start().Node("exclusiveGateway", "x", attributes: "default=\"no\"").When("${n > 1 && name == 'b'}")
            .Node("userTask", "a", "<bpmn:multiInstanceLoopCharacteristics camunda:collection=\"items\" camunda:elementVariable=\"item\"/>").End().From("x").As("no").End("e2");
        Running.Start(model, ("n", FeelValue.Of(2)), ("name", FeelValue.Of("b")), ("items", FeelValue.Of([FeelValue.Of(1), FeelValue.Of(2)]))).State.Tasks.Count.ShouldBe(2);
        var call = (CallDetail)Compiled(Model.Process("p").Start().Node("callActivity", "c", Extensions("<camunda:in source=\"a\" target=\"b\"/><camunda:out variables=\"all\"/>"), "calledElement=\"child\" camunda:calledElementBinding=\"deployment\"").End()).Find("c")!.Detail!;
        (call.PassAllVariables, call.ReturnAllVariables, call.Binding.Kind).ShouldBe((false, true, BindingKind.Deployment));
    }

    [Fact]
    public void A_Camunda_8_message_that_a_job_sends_needs_no_message_of_the_model()
    {
        var job = Extensions("<zeebe:taskDefinition type=\"inform\"/>") + "<bpmn:messageEventDefinition/>";
        var run = Running.Start(Model.Process("p").Start().Throw("tell", job).End("done", job));
        run.CompleteJob("tell").CompleteJob("done").State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void A_model_kept_for_Camunda_7_and_8_is_read_by_what_it_says_to_8()
    {
        var run = Running.Start(Model.Process("p").Start().Node("sendTask", "a", Extensions("<zeebe:taskDefinition type=\"eight\"/>"), "camunda:type=\"external\" camunda:topic=\"seven\"").Node("exclusiveGateway", "x", attributes: "default=\"no\"")
            .When("${!approved}").UserTask("b").End().From("x").As("no").End("e2"), ("approved", FeelValue.Of(false)));
        run.Job("a").Type.ShouldBe("eight");
        run.CompleteJob("a").OpenTasks.ShouldBe(["b"]);
    }

    [Theory]
    [InlineData("serviceTask", "camunda:class=\"x.Y\"", "", "camunda:class")]
    [InlineData("serviceTask", "camunda:delegateExpression=\"${bean}\"", "", "camunda:delegateExpression")]
    [InlineData("userTask", "", "<camunda:taskListener event=\"create\"/>", "camunda:taskListener")]
    [InlineData("userTask", "camunda:assignee=\"${users.first()}\"", "", "users.first()")]
    [InlineData("userTask", "", "<camunda:formData/>", "camunda:formData")]
    public void What_has_no_equal_is_refused_by_name(string kind, string attributes, string extensions, string named) =>
        BpmnReader.Read(Model.Process("p").Start().Node(kind, "a", Extensions(extensions), attributes).End().ToXml()).Issues.ShouldContain(issue => issue.Severity == BpmnSeverity.Error && issue.ElementId == "a" && issue.Message.Contains(named));

    [Fact]
    public void A_FEEL_script_of_the_standard_sets_what_its_context_says()
    {
        var run = Running.Start(Model.Process("p").Start().Node("scriptTask", "s", "<bpmn:script>{n: 1 + 1}</bpmn:script>", "scriptFormat=\"feel\"").End());
        run.Variable("n").ShouldBe(FeelValue.Of(2));
        Refused(Model.Process("p").Start().Node("scriptTask", "s", "<bpmn:script>x = 1</bpmn:script>", "scriptFormat=\"javascript\"").End()).Rule.ShouldBe("script");
    }

    [Theory]
    [InlineData("potentialOwner")]
    [InlineData("humanPerformer")]
    [InlineData("performer")]
    public void A_resource_drawn_as_owner_is_a_candidate_group(string role)
    {
        var xml = Model.Process("p").Start().Node("userTask", "a", $"<bpmn:{role}><bpmn:resourceRef>r</bpmn:resourceRef></bpmn:{role}>").End().ToXml()
            .Replace("</bpmn:definitions>", "<bpmn:resource id=\"r\" name=\"Nurse\"/></bpmn:definitions>", StringComparison.Ordinal);
        var read = BpmnReader.Read(xml);
        ((UserTaskDetail)read.Processes.ShouldHaveSingleItem().Find("a")!.Detail!).CandidateGroups!.Source.ShouldBe("Nurse");
    }

    [Fact]
    public void Any_prefix_of_the_namespaces_will_do()
    {
        var xml = Model.Process("p").Start().UserTask("a").End().ToXml().Replace("bpmn:", "semantic:", StringComparison.Ordinal).Replace("xmlns:bpmn", "xmlns:semantic", StringComparison.Ordinal);
        BpmnReader.Read(xml).Deployable.ShouldBeTrue();
    }
}
