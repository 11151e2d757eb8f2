using System.Text.Json;
using System.Text.Json.Nodes;
using Orderly.Simulator.Hospital.Staff;

namespace Orderly.Simulator.Tests.Hospital;

public sealed class FormFillingTests
{
    private static readonly DateTimeOffset Now = SmallHospital.Monday;

    [Fact]
    public void Every_form_of_the_pack_is_answered_by_reading_it()
    {
        var forms = Directory.GetFiles(Packs.DischargePack.Path("forms"), "*.form");
        forms.ShouldNotBeEmpty();
        foreach (var path in forms)
        {
            using var form = JsonDocument.Parse(File.ReadAllBytes(path));
            var answers = new FormFilling(new Random(1), usual: 1).Fill(form.RootElement, Now);
            foreach (var field in form.RootElement.GetProperty("components").EnumerateArray().Where(Asks))
                answers.ContainsKey(field.GetProperty("key").GetString()!).ShouldBeTrue($"{Path.GetFileName(path)}: {field.GetProperty("key")}");
        }
    }

    [Fact]
    public void Bounds_choices_and_dates_are_kept()
    {
        using var form = JsonDocument.Parse("""
            {"components":[
              {"type":"text","text":"Say how it went"},
              {"type":"number","key":"bags","validate":{"required":true,"min":2,"max":9}},
              {"type":"select","key":"outcome","values":[{"label":"Done","value":"done"},{"label":"Not","value":"not"}],"validate":{"required":true}},
              {"type":"textfield","key":"note","validate":{"required":true,"minLength":20}},
              {"type":"textfield","key":"more"},
              {"type":"datetime","subtype":"datetime","key":"ride","validate":{"required":true}},
              {"type":"checkbox","key":"shown","readonly":true}]}
            """);

        var answers = new FormFilling(new Random(1), usual: 1).Fill(form.RootElement, Now);

        answers.Select(answer => answer.Key).ShouldBe(["bags", "outcome", "note", "ride"]);
        answers["bags"]!.GetValue<decimal>().ShouldBe(2);
        answers["outcome"]!.GetValue<string>().ShouldBe("done");
        answers["note"]!.GetValue<string>().Length.ShouldBe(20);
        answers["ride"]!.GetValue<string>().ShouldBe("2026-06-01T07:30");
    }

    [Fact]
    public void Haste_leaves_out_one_answer_that_is_asked_for()
    {
        using var form = JsonDocument.Parse("""{"components":[{"type":"checkbox","key":"a"},{"type":"checkbox","key":"b","validate":{"required":true}}]}""");

        FormFilling.Hasty(form.RootElement, new JsonObject { ["a"] = true, ["b"] = true })!.Select(answer => answer.Key).ShouldBe(["a"]);
        FormFilling.Hasty(form.RootElement, new JsonObject { ["a"] = true }).ShouldBeNull();
    }

    private static bool Asks(JsonElement field) =>
        field.TryGetProperty("validate", out var validate) && validate.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.True;
}
