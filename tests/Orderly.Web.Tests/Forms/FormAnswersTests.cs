using Orderly.Web.Forms;

namespace Orderly.Web.Tests.Forms;

public sealed class FormAnswersTests
{
    private static readonly TimeZoneInfo Chicago = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");

    private static readonly FormSchema Schema = new("sample",
    [
        new FormField.Number("n", "Meds", "meds") { Min = 0, Max = 11, Decimals = 0, IsRequired = true },
        new FormField.TextField("t", "Extension", "ext") { Pattern = "[0-9]{4}" },
        new FormField.Choice("c", "Mode", "mode", [new("bed", "By bed"), new("chair", "By chair")], IsRadio: true),
        new FormField.Checkbox("b", "Recorded", "recorded") { IsRequired = true },
        new FormField.DateAndTime("d", "At", "at", FormDateKind.DateAndTime),
        new FormField.TextField("r", "Visit", "visit") { IsReadOnly = true },
    ]);

    [Fact]
    public void Answers_become_variables_of_their_own_type()
    {
        var answers = Read(("meds", "9"), ("ext", "4410"), ("mode", "chair"), ("recorded", "true"), ("at", "2026-06-09T14:30"));

        answers.Faults.ShouldBeEmpty();
        answers.Variables.ToJsonString().ShouldBe("""{"meds":9,"ext":"4410","mode":"chair","recorded":true,"at":"2026-06-09T14:30:00-05:00"}""");
    }

    [Fact]
    public void What_is_wrong_is_said_at_its_field_and_what_was_typed_is_kept()
    {
        var answers = Read(("meds", "14"), ("ext", "44"), ("mode", "helicopter"), ("at", "soon"));

        answers.Faults["meds"].ShouldBe("Expected 11 or less, but got 14");
        answers.Faults["ext"].ShouldBe("Expected the form '[0-9]{4}', but got '44'");
        answers.Faults["mode"].ShouldBe("Expected one of By bed, By chair, but got 'helicopter'");
        answers.Faults["recorded"].ShouldBe("Expected this to be ticked, but it is not");
        answers.Faults["at"].ShouldBe("Expected a date and time such as 2026-06-09T14:30, but got 'soon'");
        answers.TextOf(Schema.Fields[0], brought: null).ShouldBe("14");
    }

    [Fact]
    public void Required_field_left_empty_is_a_fault_and_an_optional_one_is_no_variable()
    {
        var answers = Read(("meds", " "), ("recorded", "true"));

        answers.Faults.Keys.ShouldBe(["meds"]);
        answers.Variables.ContainsKey("ext").ShouldBeFalse();
    }

    [Fact]
    public void Read_only_field_takes_no_answer_even_when_one_is_posted() =>
        Read(("meds", "1"), ("recorded", "true"), ("visit", "V-forged")).Variables.ContainsKey("visit").ShouldBeFalse();

    private static FormAnswers Read(params (string Key, string Text)[] posted) =>
        FormAnswers.Read(Schema, name => posted.FirstOrDefault(one => FormAnswers.Prefix + one.Key == name).Text, Chicago);
}
