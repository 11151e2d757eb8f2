using System.Net;
using System.Text.Json;
using Orderly.Engine.Feel;
using Orderly.Engine.Process;
using Orderly.Runtime.Submission;
using Orderly.Web.Tests.Hosting;

namespace Orderly.Web.Tests.Cases;

public sealed class CasePageTests(WebHost host) : IClassFixture<WebHost>
{
    [Fact]
    public async Task Case_shows_patient_diagram_with_tokens_its_twin_and_what_happened()
    {
        var id = await host.Discharge("V-C1", family: "Okafor", given: "Lena");
        await host.TaskOf(id, "Med reconciliation");
        using var coordinator = await host.SignedIn("k-moreau");

        var page = await coordinator.Get($"/cases/{id}");

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Words.ShouldContain("Okafor, Lena Discharge");
        page.Html.ShouldContain("<title>Med reconciliation: Due ");
        page.Html.ShouldContain("class=\"node n-progress on\"");
        page.Html.ShouldContain("Tokens stand on Med reconciliation, RN readiness.");
        page.Words.ShouldContain("The same as a list");
        page.Words.ShouldContain("Discharge began");
        page.Words.ShouldContain("Med reconciliation opened for pharmacist");
        page.Words.ShouldContain("In Discharge ordered");
        page.Words.ShouldNotContain("Tokens stand on .");
    }

    [Fact]
    public async Task Case_of_a_merged_record_shows_the_patient_who_survived()
    {
        var id = await host.Discharge("V-C9", family: "Varga", given: "Iren", mrn: "HP-0090001");
        await host.Discharge("V-C10", family: "Varga-Lind", given: "Irene", mrn: "HP-0090002", kind: "MRG-HP-0090001");
        using var coordinator = await host.SignedIn("k-moreau");

        var page = await coordinator.Get($"/cases/{id}");

        page.Words.ShouldContain("Varga-Lind, Irene");
        page.Words.ShouldContain("HP-0090002");
        page.Words.ShouldNotContain("HP-0090001");
    }

    [Fact]
    public async Task Moved_visit_is_shown_under_its_new_number_at_once_and_the_timeline_says_so()
    {
        var id = await host.Discharge("V-C11");
        using var coordinator = await host.SignedIn("k-moreau");
        (await coordinator.Get($"/cases/{id}")).Html.ShouldContain("<span>Case V-C11</span>");

        await host.Discharge("V-C12", kind: "MOVE-V-C11");

        var page = await coordinator.Get($"/cases/{id}");
        page.Words.ShouldContain("The visit goes on as V-C12");
        page.Html.ShouldContain("<span>Case V-C12</span>");
    }

    [Fact]
    public async Task Completing_the_work_moves_the_token_and_tells_who_did_it()
    {
        var id = await host.Discharge("V-C2");
        var task = await host.TaskOf(id, "RN readiness");
        using var nurse = await host.SignedIn("j-whitfield");
        await nurse.Post($"/worklist?task={task.Id}", ("do", $"claim {task.Id} {task.Version}"));
        await nurse.Post($"/worklist?task={task.Id}", ("do", "complete"), ("version", $"{task.Version + 1}"));

        var page = await nurse.Get($"/cases/{id}");

        page.Html.ShouldContain("<title>RN readiness: Done ");
        page.Words.ShouldContain("J. Whitfield claimed RN readiness");
        page.Words.ShouldContain("RN readiness done J. Whitfield");
        page.Html.ShouldContain("Tokens stand on Med reconciliation.");
        (await nurse.Get($"/cases/{id}?only=messages")).Words.ShouldNotContain("claimed RN readiness");
    }

    [Fact]
    public async Task Cancelled_case_shows_what_becomes_of_each_piece_of_work_and_whose_hands_it_needs()
    {
        var id = await host.Discharge("V-C13");
        await host.TaskOf(id, "RN readiness");
        using var coordinator = await host.SignedIn("k-moreau");
        (await coordinator.Get($"/cases/{id}")).Words.ShouldNotContain("Unwind plan");

        using var plan = JsonDocument.Parse("""
            {"unwindPlan": [
              {"treatment": "cancelled", "work": "D05", "name": "RN readiness", "role": "bedside-nurse", "text": "Open work is withdrawn"},
              {"treatment": "reversed", "work": "D16", "name": "Cost posting", "role": null, "inverse": "ReverseCost", "text": "Posted cost is reversed",
               "preview": {"number": "", "value": {"amount": -42.00, "currency": "USD"}}},
              {"treatment": "reversed", "work": "D15", "name": "Supplies", "role": null, "inverse": "ReturnGoods", "text": "Supplies come back",
               "preview": {"refused": "Expected an open posting period, but it is closed."}},
              {"treatment": "kept", "work": "D07", "name": "Disposition", "role": "case-manager", "text": "Acceptance stays as it is"},
              {"treatment": "task", "work": "placement-conflict", "role": "unit-coordinator", "minutes": 10, "text": "The bed has another patient"}
            ]}
            """);
        var set = new SetVariables((FeelContext)FeelJson.FromPlain(plan.RootElement));
        (await host.Node.Submissions.CommandAsync(id, set, new Terms(Caller.Operator("tests")))).ShouldBeOfType<Reply.Accepted>();

        var words = (await coordinator.Get($"/cases/{id}")).Words;
        words.ShouldContain("D05 RN readiness Open work is withdrawn Withdrawn Bedside nurse");
        words.ShouldContain("D16 Cost posting Posted cost is reversed · by ReverseCost · the ERP would book -42.00 Reversed No one has to act");
        words.ShouldContain("Supplies come back · by ReturnGoods · the ERP would refuse: Expected an open posting period, but it is closed.");
        words.ShouldContain("D07 Disposition Acceptance stays as it is Kept Case manager");
        words.ShouldContain("placement-conflict The bed has another patient · within 10 min Someone's task Unit coordinator");
    }

    [Fact]
    public async Task Person_without_a_part_in_the_case_is_told_as_if_there_were_none()
    {
        var id = await host.Discharge("V-C3", unit: "5W");
        await host.TaskOf(id, "RN readiness");
        using var elsewhere = await host.SignedIn("k-abiola");

        var page = await elsewhere.Get($"/cases/{id}");

        page.Status.ShouldBe(HttpStatusCode.NotFound);
        page.Words.ShouldContain("No such case");
        page.Words.ShouldNotContain("Okafor");
    }

    [Fact]
    public async Task Role_that_needs_no_name_sees_the_place_and_the_end_of_the_number()
    {
        var names = new Orderly.Web.Sources.PatientNames(
            new() { [Guid.Empty] = new(default, new("HP-0048213", "HP")) { FamilyName = "OKAFOR", GivenName = "LENA", BirthDate = new DateOnly(1951, 3, 22) } }, IsMasked: true);

        var banner = names.Banner(Guid.Empty, "5 West, 512-A", "V-1", new DateOnly(2026, 6, 9))!;

        banner.Name.ShouldBeNull();
        banner.Born.ShouldBeNull();
        banner.Mrn.ShouldBe("ends 8213");
        (names with { IsMasked = false }).Name(Guid.Empty).ShouldBe("Okafor, Lena");
        (await Rendered.Html<Orderly.Web.Design.PatientBanner>(new { Patient = banner })).ShouldContain("Name masked");
    }

    [Fact]
    public async Task List_of_cases_shows_what_each_waits_for_and_finds_by_words()
    {
        await host.TaskOf(await host.Discharge("V-C4", family: "Petrov", given: "Anya", mrn: "HP-44"), "Med reconciliation");
        using var coordinator = await host.SignedIn("k-moreau");

        var list = await coordinator.Get("/cases?q=petrov");

        list.Words.ShouldContain("Petrov, Anya");
        list.Words.ShouldContain("no one yet");
        list.Words.ShouldContain("2 open, 2 with no one");
        (await coordinator.Get("/cases?q=zzz")).Words.ShouldContain("Nothing matches");
    }

    [Fact]
    public async Task Damaged_body_of_one_patient_hides_that_name_and_nobody_elses_case()
    {
        var damaged = await host.Discharge("V-C20", family: "Harmed", given: "Hilda", mrn: "HP-C20");
        await host.TaskOf(damaged, "RN readiness");
        await host.TaskOf(await host.Discharge("V-C21", family: "Sound", given: "Sven", mrn: "HP-C21"), "RN readiness");
        var token = (await host.TaskOf(damaged, "RN readiness")).Patient!.Value;
        await host.Damage("patient", "body", "token", token);
        using var coordinator = await host.SignedIn("k-moreau");

        var list = await coordinator.Get("/cases");

        list.Status.ShouldBe(HttpStatusCode.OK);
        list.Words.ShouldContain("Name cannot be read");
        list.Words.ShouldContain("Sound, Sven");
        list.Words.ShouldNotContain("Harmed");
        (await coordinator.Get($"/cases/{damaged}")).Words.ShouldContain("Name cannot be read");
    }

    [Fact]
    public async Task Case_lists_its_messages_with_links_for_those_who_may_open_them()
    {
        var id = await host.Discharge("V-C22", mrn: "HP-C22");
        await host.TaskOf(id, "RN readiness");
        using var coordinator = await host.SignedIn("k-moreau");
        using var engineer = await host.SignedIn("t-berg");

        var page = await coordinator.Get($"/cases/{id}");

        page.Words.ShouldContain("Messages in and out 1");
        page.Words.ShouldContain("In OMG^O19 EHR HP AA Discharge ordered");
        page.Html.ShouldNotContain("href=\"/messages/");
        (await engineer.Get($"/cases/{id}")).Html.ShouldContain("href=\"/messages/");
    }
}
