using System.Net;
using Orderly.Web.Tests.Hosting;

namespace Orderly.Web.Tests.Boards;

public sealed class BoardTests(WebHost host) : IClassFixture<WebHost>
{
    [Fact]
    public async Task Stuck_steps_stand_by_the_minute_they_breach_with_department_owner_and_next_rung()
    {
        var id = await host.Discharge("V-B1", family: "Okafor", given: "Lena");
        var task = await host.TaskOf(id, "Med reconciliation");
        using var pharmacist = await host.SignedIn("p-nair");
        await pharmacist.Post($"/worklist?task={task.Id}", ("do", $"claim {task.Id} {task.Version}"));
        using var coordinator = await host.SignedIn("k-moreau");

        var page = await coordinator.Get("/board?unit=5W");

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Words.ShouldContain("At risk, 5 West");
        page.Words.ShouldContain("What breaches next");
        page.Words.ShouldMatch(@"512-A Okafor, Lena Med reconciliation Pharmacist P\. Nair \d\d:\d\d (under 1 min|\d+ min) Claimed, not started .* L0 \d\d:\d\d");
        page.Words.ShouldContain("Bedside nurse No one yet");
        page.Html.ShouldContain("data-watch=\"cases inbox");
        page.Html.ShouldContain("data-stale");
    }

    [Fact]
    public async Task Each_department_owes_its_part_of_each_case_and_the_foot_counts_what_is_late()
    {
        var id = await host.Discharge("V-B2", family: "Petrov", given: "Anya", mrn: "HP-B2");
        var task = await host.TaskOf(id, "RN readiness");
        using var nurse = await host.SignedIn("j-whitfield");
        await nurse.Post($"/worklist?task={task.Id}", ("do", $"claim {task.Id} {task.Version}"));
        await nurse.Post($"/worklist?task={task.Id}", ("do", "complete"), ("version", $"{task.Version + 1}"));
        using var coordinator = await host.SignedIn("k-moreau");

        var words = (await coordinator.Get("/board?unit=5W")).Words;

        var owes = words[words.IndexOf("Who owes what", StringComparison.Ordinal)..];
        owes.ShouldMatch(@"Petrov, Anya .*Done \d\d:\d\d");
        owes.ShouldContain("Open ");
        owes.ShouldContain("Late, soon 0, 0");
    }

    [Fact]
    public async Task Wall_shows_beds_and_roles_and_nobody_by_name_and_is_no_look_at_a_patient()
    {
        var id = await host.Discharge("V-B3", family: "Quistgaard", given: "Marta", mrn: "HP-B3");
        var task = await host.TaskOf(id, "Med reconciliation");
        using var pharmacist = await host.SignedIn("p-nair");
        await pharmacist.Post($"/worklist?task={task.Id}", ("do", $"claim {task.Id} {task.Version}"));
        using var coordinator = await host.SignedIn("k-moreau");

        var wall = await coordinator.Get("/board/wall?unit=5W");

        wall.Words.ShouldContain("5 West at risk");
        wall.Words.ShouldContain("512-A");
        wall.Words.ShouldContain("Pharmacist pharmacist");
        foreach (var name in new[] { "Quistgaard", "Nair", "Okafor", "HP-B3", "V-B3", "Moreau" })
        {
            wall.Html.ShouldNotContain(name);
        }

        (await host.Store.Read.Records.AccessOf([task.Patient!.Value], 50)).ShouldAllBe(look => look.View != "board" || look.Actor != "k-moreau");
    }

    [Fact]
    public async Task Coordinator_of_one_unit_sees_neither_board_nor_cases_of_another()
    {
        var elsewhere = await host.Discharge("V-B4", unit: "5W", family: "Sorensen", given: "Ida", mrn: "HP-B4");
        await host.TaskOf(elsewhere, "RN readiness");
        var own = await host.Discharge("V-B5", unit: "6W", family: "Brandt", given: "Tomas", mrn: "HP-B5");
        await host.TaskOf(own, "RN readiness");
        using var coordinator = await host.SignedIn("c-vance");

        var board = await coordinator.Get("/board");

        board.Words.ShouldContain("At risk, 6 West");
        board.Words.ShouldContain("Brandt, Tomas");
        board.Words.ShouldNotContain("Sorensen");
        (await coordinator.Get("/board?unit=5W")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await coordinator.Get("/board?site=1")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await coordinator.Get("/board/wall?unit=5W")).Status.ShouldBe(HttpStatusCode.NotFound);
        var list = (await coordinator.Get("/cases")).Words;
        list.ShouldContain("Brandt, Tomas");
        list.ShouldNotContain("Sorensen");
        (await coordinator.Get($"/cases/{elsewhere}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await coordinator.Get($"/cases/{own}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Board_of_a_place_where_nothing_runs_says_so()
    {
        using var supervisor = await host.SignedIn("r-hale");

        (await supervisor.Get("/board?site=1")).Words.ShouldContain("At risk, Harbor Point");
        (await supervisor.Get("/board?unit=9Z")).Words.ShouldContain("No such board");
    }
}
