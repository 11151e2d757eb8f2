using Orderly.Engine.Bpmn;
using Orderly.Engine.Tests.Process;

namespace Orderly.Engine.Tests.Bpmn;

public sealed class BpmnReaderTests
{
    private static BpmnIssue Refused(Model model, string rule) => Refused(model.ToXml(), rule);

    private static BpmnIssue Refused(string xml, string rule)
    {
        var read = BpmnReader.Read(xml);
        read.Deployable.ShouldBeFalse();
        read.Processes.ShouldBeEmpty();
        return read.Issues.Where(issue => issue.Severity == BpmnSeverity.Error && issue.Rule == rule).ShouldHaveSingleItem(string.Join('\n', read.Issues));
    }

    [Fact]
    public void A_refusal_names_rule_element_line_and_column()
    {
        var issue = Refused(Model.Process("p").Start().Node("choreographyTask", "odd").End(), "unsupported-element");
        (issue.ElementId, issue.Line, issue.Column).ShouldBe(("odd", 6, 2));
        issue.ToString().ShouldBe("6:2 error unsupported-element [odd]: Expected an element that is executed, but 'choreographyTask' is not executed");
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var read = BpmnReader.Read(Model.Process("p").Start().Node("choreographyTask", "odd").Node("serviceTask", "what").Node("subConversation", "t").End().ToXml());
        read.Issues.Count(issue => issue.Severity == BpmnSeverity.Error).ShouldBe(3, string.Join('\n', read.Issues));
    }

    [Fact]
    public void A_task_for_named_people_without_a_role_warns_that_nobody_can_do_it()
    {
        const string Named = "<zeebe:assignmentDefinition candidateUsers=\"ann, bob\"/>";
        var read = BpmnReader.Read(Model.Process("p").Start().UserTask("a", Named).End().ToXml());
        var issue = read.Issues.ShouldHaveSingleItem();
        (read.Deployable, issue.Severity, issue.Rule, issue.ElementId).ShouldBe((true, BpmnSeverity.Warning, "candidate-users", "a"));
        issue.Message.ShouldStartWith("Nobody can do 'a'");
        foreach (var reached in new[] { Named + "<orderly:queue role=\"NURSE\"/>", "<zeebe:assignmentDefinition candidateUsers=\"ann\" candidateGroups=\"NURSE\"/>", "<zeebe:assignmentDefinition assignee=\"ann\" candidateUsers=\"bob\"/>" })
            BpmnReader.Read(Model.Process("p").Start().UserTask("a", reached).End().ToXml()).Issues.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("choreographyTask")]
    [InlineData("implicitThrowEvent")]
    public void What_is_not_executed_is_refused(string element) =>
        Refused(Model.Process("p").Start().End().From(null).Node(element, "odd"), "unsupported-element").ElementId.ShouldBe("odd");

    [Theory]
    [InlineData("signalEventDefinition", "signal-reference")]
    [InlineData("conditionalEventDefinition", "condition")]
    [InlineData("linkEventDefinition", "link-name")]
    [InlineData("cancelEventDefinition", "throw-event")]
    [InlineData("timerEventDefinition", "timer")]
    [InlineData("escalationEventDefinition", "escalation-code")]
    public void An_event_that_says_too_little_or_stands_in_the_wrong_place_is_refused(string definition, string rule) =>
        Refused(Model.Process("p").Start().UserTask("a").Throw("odd", $"<bpmn:{definition}/>").End(), rule).ElementId.ShouldBe("odd");

    [Fact]
    public void Rules_of_the_further_elements_are_checked()
    {
        var model = Model.Process("p");
        Refused(Model.Process("p").Start().UserTask("a").End("stop", "<bpmn:cancelEventDefinition/>"), "cancel-end").ElementId.ShouldBe("stop");
        Refused(Model.Process("p").Start().Transaction("t", i => i.Start("in").End("stop", "<bpmn:cancelEventDefinition/>")).End(), "cancel-boundary").ElementId.ShouldBe("t");
        Refused(Model.Process("p").Start().UserTask("a").End().Boundary("b", "a", "<bpmn:cancelEventDefinition/>").End("e2"), "cancel-boundary").ElementId.ShouldBe("b");
        Refused(Model.Process("p").Start().UserTask("a").End().Boundary("b", "a", Model.Compensate()), "compensation-handler").ElementId.ShouldBe("b");
        Refused(Model.Process("p").Start().UserTask("a").Throw("undo", Model.Compensate("none")).End(), "compensation-activity").ElementId.ShouldBe("undo");
        Refused(Model.Process("p").Start().Throw("off", Model.Link("A")), "link-target").ElementId.ShouldBe("off");
        Refused(Model.Process("p").Start().Parallel("f").UserTask("a").Complex("j").End().From("f").UserTask("b").To("j"), "activation-condition").ElementId.ShouldBe("j");
        Refused(Model.Process("p").Start().Node("parallelGateway", "f", attributes: "gatewayDirection=\"Converging\"").End("e1").From("f").End("e2"), "gateway-direction").ElementId.ShouldBe("f");
        Refused(Model.Process("p").Start().Node("eventBasedGateway", "g", attributes: "eventGatewayType=\"Parallel\"").Catch("c", Model.Duration("PT1H")).End("e1").From("g").Catch("d", Model.Duration("PT2H")).End("e2"), "event-gateway").ElementId.ShouldBe("g");
        Refused(Model.Process("p").Start().UserTask("a", inner: Model.While()).End(), "loop").ElementId.ShouldBe("a");
        Refused(Model.Process("p").Start().AdHoc("r", i => i.Start("in").UserTask("a")).End(), "ad-hoc").ElementId.ShouldBe("in");
        Refused(model.Start().UserTask("a").End("all", model.Signal("S") + "<bpmn:terminateEventDefinition/>"), "multiple-part").ElementId.ShouldBe("all");
        Refused(Model.Process("p").Start().End().EventSubProcess("e", e => e.Start("s", Model.Compensate()).End("e2")), "compensation-start").ElementId.ShouldBe("s");
        Refused(Model.Process("p").Start().Throw("t").When("=x").UserTask("a").End(), "condition-place").ElementId.ShouldBe("t");
    }

    [Fact]
    public void A_camunda_7_attribute_without_an_equal_is_refused_by_name() =>
        Refused(Model.Process("p").Start().Node("userTask", "a", attributes: "camunda:initiator=\"demo\"").End(), "unsupported-attribute").Message.ShouldContain("camunda:initiator");

    [Fact]
    public void An_extension_that_the_element_does_not_execute_is_refused() =>
        Refused(Model.Process("p").Start().UserTask("a", "<zeebe:calledDecision decisionId=\"d\" resultVariable=\"r\"/>").End(), "unsupported-extension").ElementId.ShouldBe("a");

    [Fact]
    public void An_extension_of_an_unknown_vendor_is_a_warning()
    {
        var read = BpmnReader.Read(Model.Process("p").Start().UserTask("a", "<x:thing xmlns:x=\"urn:x\"/>").End().ToXml());
        read.Deployable.ShouldBeTrue();
        read.Issues.ShouldHaveSingleItem().Rule.ShouldBe("unknown-extension");
    }

    [Fact]
    public void Structure_that_execution_depends_on_is_checked()
    {
        Refused(Model.Process("p").UserTask("a").End(), "start-event");
        Refused(Model.Process("p").Start().UserTask("a").To("nowhere"), "flow-target");
        Refused(Model.Process("p").Start().UserTask("a").End().From("a").Start("again"), "start-incoming");
        Refused(Model.Process("p").Start().End().Boundary("b", "nothing", Model.Duration("PT1M")).End("e2"), "boundary-attached");
        Refused(Model.Process("p").Start().Exclusive("x").When("=y").UserTask("a").End().From("x").UserTask("b").To("end"), "gateway-condition").ElementId.ShouldBe("x");
        Refused(Model.Process("p").Start().Parallel("a").When("=x").UserTask("b").End(), "condition-place").ElementId.ShouldBe("a");
        Refused(Model.Process("p").Start().SubProcess("s", inside => inside.UserTask("a")).End(), "start-event").ElementId.ShouldBe("s");
        Refused(Model.Process("p").Start().Node("serviceTask", "s").End(), "task-definition").ElementId.ShouldBe("s");
        Refused(Model.Process("p").Start().Catch("c", "<bpmn:messageEventDefinition messageRef=\"none\"/>").End(), "message-reference").ElementId.ShouldBe("c");
        Refused(Model.Process("p").Start().Catch("c", Model.Duration("soon")).End(), "timer").ElementId.ShouldBe("c");
        Refused(Model.Process("p").Start().UserTask("a").UserTask("a").End(), "duplicate-id").ElementId.ShouldBe("a");
        Refused(Model.Process("p").Start().Script("s", "=1 +", "r").End(), "expression").ElementId.ShouldBe("s");
        Refused(Model.Process("p").Start().UserTask("a", "<orderly:sla target=\"soon\"/>").End(), "sla").ElementId.ShouldBe("a");
        Refused(Model.Process("p").Start().UserTask("a").End().EventSubProcess("e", e => e.Start("s").End("e2")), "event-subprocess-start").ElementId.ShouldBe("s");
    }

    [Fact]
    public void A_flow_may_not_cross_the_border_of_a_subprocess() =>
        Refused(Model.Process("p").Start().SubProcess("s", inside => inside.Start("in").UserTask("a")).End().From("s").To("a"), "flow-scope");

    [Fact]
    public void Unreachable_elements_and_a_missing_default_are_warnings()
    {
        var read = BpmnReader.Read(Model.Process("p").Start().Exclusive("x").When("=a").End("e1").From("x").When("=b").End("e2").From(null).UserTask("alone").ToXml());
        read.Deployable.ShouldBeTrue();
        read.Issues.Select(issue => (issue.Rule, issue.ElementId)).ShouldBe([("no-default", "x"), ("unreachable", "alone")], ignoreOrder: true);
    }

    [Theory]
    [InlineData("", "xml")]
    [InlineData("<a>", "xml")]
    [InlineData("<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", "xml")]
    [InlineData("<a/>", "not-bpmn")]
    [InlineData("<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"/>", "no-executable-process")]
    public void A_file_that_is_no_executable_model_is_refused_without_a_crash(string xml, string rule) => Refused(xml, rule);

    [Theory]
    [InlineData("", "Expected an XML document, but it is empty", 0)]
    [InlineData("hello", "Expected an XML document, but it begins with 'hello'", 1)]
    [InlineData("<a>\n <b></c></a>", "Expected the end of the element that is open, but found '</c>'", 2)]
    [InlineData("<a>\n&nbsp;</a>", "Expected one of XML's own entities, such as '&lt;' or '&amp;', but found '&nbsp;</a>'", 2)]
    [InlineData("<a>\n<!DOCTYPE a></a>", "Expected a document without a document type definition, but it has one", 2)]
    public void What_is_no_xml_is_told_in_our_own_words_with_its_line(string xml, string message, int line)
    {
        var issue = Refused(xml, "xml");
        (issue.Message, issue.Line).ShouldBe((message, line));
        using var bytes = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(xml));
        BpmnReader.Read(bytes).Issues.ShouldHaveSingleItem().Message.ShouldBe(message);
    }

    [Fact]
    public void Nesting_and_size_have_limits()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 5_000)) + string.Concat(Enumerable.Repeat("</a>", 5_000));
        Refused(deep, "xml").Message.ShouldContain("nested elements, but there are more");
        BpmnReader.Read(Model.Process("p").Start().UserTask("a").End().ToXml(), new BpmnReadOptions { MaxElements = 2 }).Issues.ShouldContain(issue => issue.Rule == "too-large");
        BpmnReader.Read(Model.Process("p").Start().End().ToXml(), new BpmnReadOptions { MaxCharacters = 50 }).Issues.ShouldContain(issue => issue.Rule == "xml");
    }

    [Fact]
    public void Lanes_become_the_unit_of_a_task_without_a_queue()
    {
        var model = Model.Process("p").Start().UserTask("a").SubProcess("s", inside => inside.Start("in").UserTask("b").End("out")).End();
        model.Extensions = "<bpmn:laneSet id=\"ls\"><bpmn:lane id=\"l1\" name=\"Nursing\"><bpmn:flowNodeRef>a</bpmn:flowNodeRef></bpmn:lane><bpmn:lane id=\"l2\" name=\"EVS\"><bpmn:flowNodeRef>s</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>";
        var compiled = model.Compile();
        (compiled.Find("a")!.Lane, compiled.Find("b")!.Lane).ShouldBe(("Nursing", "EVS"));
    }

    [Fact]
    public void The_drawing_is_kept_for_the_renderer()
    {
        var xml = Model.Process("p").Start().UserTask("a").ToXml().Replace("</bpmn:definitions>", """
            <di:BPMNDiagram xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:ddi="http://www.omg.org/spec/DD/20100524/DI">
            <di:BPMNPlane bpmnElement="p"><di:BPMNShape bpmnElement="a"><dc:Bounds x="100" y="80.5" width="100" height="80"/></di:BPMNShape>
            <di:BPMNEdge bpmnElement="p_f1"><ddi:waypoint x="36" y="98"/><ddi:waypoint x="100" y="98"/><di:BPMNLabel><dc:Bounds x="1" y="2" width="3" height="4"/></di:BPMNLabel></di:BPMNEdge></di:BPMNPlane></di:BPMNDiagram></bpmn:definitions>
            """, StringComparison.Ordinal);
        var diagram = BpmnReader.Read(xml).Processes.Single().Diagram;
        diagram.Shapes.ShouldHaveSingleItem().ShouldBe(new DiagramShape("a", "userTask", null, new Bounds(100, 80.5, 100, 80), null, true, true));
        var edge = diagram.Edges.ShouldHaveSingleItem();
        edge.Waypoints.ShouldBe([new Waypoint(36, 98), new Waypoint(100, 98)]);
        edge.Label.ShouldBe(new Bounds(1, 2, 3, 4));
    }
}
