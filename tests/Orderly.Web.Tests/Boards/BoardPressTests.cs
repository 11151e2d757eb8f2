using Orderly.Web.Tests.Hosting;

namespace Orderly.Web.Tests.Boards;

/// <summary>The buttons of the board. A hospital of their own: a board shows few steps that are not late, so the cases of others would push theirs off it.</summary>
public sealed class BoardPressTests(WebHost host) : IClassFixture<WebHost>
{
    [Fact]
    public async Task Coordinator_asks_whoever_has_a_step_and_it_stands_on_their_list_and_with_the_task()
    {
        var id = await host.Discharge("V-B7", family: "Asked", given: "Ada", mrn: "HP-B7");
        var task = await host.TaskOf(id, "Med reconciliation");
        using var pharmacist = await host.SignedIn("p-nair");
        await pharmacist.Post($"/worklist?task={task.Id}", ("do", $"claim {task.Id} {task.Version}"));
        using var coordinator = await host.SignedIn("k-moreau");
        var board = await coordinator.Get("/board?unit=5W");
        board.Html.ShouldContain($"/board?unit=5W&amp;ask={task.Id}");

        (await coordinator.Get($"/board?unit=5W&ask={task.Id}")).Words.ShouldContain("Ask P. Nair about Med reconciliation, 512-A");
        (await coordinator.Post($"/board?unit=5W&ask={task.Id}", ("do", $"ask {task.Id}"), ("text", " "))).Words.ShouldContain("Expected what is asked or told, but nothing is written.");
        var sent = await coordinator.Post($"/board?unit=5W&ask={task.Id}", ("do", $"ask {task.Id}"), ("text", "When will it be done?"));

        sent.Words.ShouldContain("Sent. It stands with the task");
        (await pharmacist.Get("/worklist")).Words.ShouldContain("1 message; ");
        var panel = (await pharmacist.Get($"/worklist?task={task.Id}")).Words;
        panel.ShouldMatch(@"Said about it K\. Moreau \d\d:\d\d When will it be done\?");
        await pharmacist.Post($"/worklist?task={task.Id}", ("do", "comment"), ("text", "At half past two."));
        (await coordinator.Get($"/cases/{id}")).Words.ShouldContain("At half past two.");
    }

    [Fact]
    public async Task Step_that_no_one_has_is_taken_from_the_board_by_those_whose_work_it_is_and_asked_about_by_others()
    {
        var id = await host.Discharge("V-B8", family: "Taken", given: "Tom", mrn: "HP-B8");
        var reconciliation = await host.TaskOf(id, "Med reconciliation");
        var readiness = await host.TaskOf(id, "RN readiness");
        using var charge = await host.SignedIn("c-brandt");
        var board = await charge.Get("/board?unit=5W");
        board.Html.ShouldContain($"value=\"take {readiness.Id}\"");
        board.Html.ShouldNotContain($"value=\"take {reconciliation.Id}\"");

        (await charge.Post("/board?unit=5W", ("do", $"take {readiness.Id}"))).Words.ShouldContain("Claimed. It is yours.");

        (await host.TaskOf(id, "RN readiness")).Owner.ShouldBe("c-brandt");
        (await charge.Post("/board?unit=5W", ("do", $"take {reconciliation.Id}"))).Words.ShouldContain("Not done.");
        (await host.TaskOf(id, "Med reconciliation")).Owner.ShouldBeNull();
    }
}
