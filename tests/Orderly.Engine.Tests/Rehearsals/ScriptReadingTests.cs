using Orderly.Engine.Rehearsal;

namespace Orderly.Engine.Tests.Rehearsals;

public sealed class ScriptReadingTests
{
    [Theory]
    [InlineData("""[{"complete": {"task": "t"}}, {"fail": {"job": "w", "retries": "banana"}}]""", "Expected 'retries' in 'fail' of step 2 to be a whole number from 0 to 2147483647, but it is \"banana\"")]
    [InlineData("""[{"fail": {"job": "w", "retries": 99999999999}}]""", "Expected 'retries' in 'fail' of step 1 to be a whole number from 0 to 2147483647, but it is 99999999999")]
    [InlineData("""[{"fail": {"job": "w", "retries": -1}}]""", "Expected 'retries' in 'fail' of step 1 to be a whole number from 0 to 2147483647, but it is -1")]
    [InlineData("""[{"migrate": {"version": "x"}}]""", "Expected 'version' in 'migrate' of step 1 to be a whole number from 0 to 2147483647, but it is \"x\"")]
    [InlineData("""[{"expect": {"targets": 5}}]""", "Expected 'targets' in 'expect' of step 1 to be an object of minutes, but it is 5")]
    [InlineData("""[{"expect": {"variables": []}}]""", "Expected 'variables' in 'expect' of step 1 to be an object of values, but it is []")]
    [InlineData("""[{"expect": {"rungs": [1]}}]""", "Expected 'rungs' in 'expect' of step 1 to be a text or a list of texts, but it is [1]")]
    [InlineData("""[{"work": {"job": "l", "correct": {"candidateGroups": 7}}}]""", "Expected 'candidateGroups' in 'correct' in 'work' of step 1 to be a list of texts, but it is 7")]
    [InlineData("""[{"work": {"job": "l", "correct": {"priority": "high"}}}]""", "Expected 'priority' in 'correct' in 'work' of step 1 to be a whole number from 0 to 2147483647, but it is \"high\"")]
    [InlineData("""[{"choose": [7]}]""", "Expected 'choose' of step 1 to be an object of subprocess, activities, but it is 7")]
    [InlineData("""[{"modify": {"activate": ["a", 5]}}]""", "Expected each of 'activate' in 'modify' of step 1 to be an object of element, with, but it is 5")]
    [InlineData("""[{"cancel": 5}]""", "Expected 'cancel' of step 1 to be an object of reason, but it is 5")]
    [InlineData("""[{"set": 5}]""", "Expected 'set' of step 1 to be an object of values, but it is 5")]
    public void Values_of_another_kind_are_refused_with_their_step_and_what_was_expected(string script, string message) => Refused(script).ShouldBe(message);

    [Theory]
    [InlineData("""{"job": "l", "deny": 5}""", "Expected 'deny' in 'work' of step 1 to be a text that says why, but it is 5")]
    [InlineData("""{"job": "l", "deny": false}""", "Expected 'deny' in 'work' of step 1 to be a text that says why, but it is false")]
    [InlineData("""{"job": "l", "deny": "", "correct": {"priority": 3}}""", "Expected 'deny' in 'work' of step 1 to be a text that says why, but it is \"\"")]
    [InlineData("""{"job": "l", "deny": "no", "correct": {"priority": 3}}""", "Expected 'work' of step 1 to have one of deny, correct, but it has deny and correct")]
    public void A_denial_without_a_reason_or_beside_a_correction_is_not_taken_for_agreement(string work, string message) => Refused($$"""[{"work": {{work}}}]""").ShouldBe(message);

    [Theory]
    [InlineData("""[{"complete": {"task": "t", "withh": {"a": 1}}}]""", "Expected 'complete' of step 1 to say task, by, with, outcome, but it says 'withh'")]
    [InlineData("""[{"fail": {"job": "w", "retry": 0}}]""", "Expected 'fail' of step 1 to say job, retries, message, but it says 'retry'")]
    [InlineData("""[{"expect": {"opened": []}}]""", "Expected 'expect' of step 1 to say open, has, jobs, calls, incidents, rungs, targets, bands, plan, planned, status, variables, but it says 'opened'")]
    [InlineData("""[{"resume": {"reason": "x"}}]""", "Expected 'resume' of step 1 to say nothing more, but it says 'reason'")]
    [InlineData("""[{"throw": {"code": "E"}}]""", "Expected 'throw' of step 1 to have 'job' or 'task', but it has not")]
    public void Misspelt_and_missing_members_are_told_with_those_that_are_known(string script, string message) => Refused(script).ShouldBe(message);

    [Fact]
    public void A_clock_that_goes_back_is_refused() =>
        Refused("""[{"at": "PT2H"}, {}, {"at": "PT1H"}]""").ShouldBe("Expected 'at' of step 3 to be no earlier than PT2H of step 1, but it is PT1H");

    [Theory]
    [InlineData("""{"steps": 5}""", "Expected 'steps' of the script to be a list, but it is Number")]
    [InlineData("""{"key": "V1"}""", "Expected a script to be a list of steps, or an object with 'steps', but it is an object without")]
    [InlineData("\"x\"", "Expected a script to be a list of steps, or an object with 'steps', but it is String")]
    [InlineData("""{"order": 1, "steps": []}""", "Expected a script to say scenario, start, key, variables, steps or, in a file, base, but it says 'order'")]
    public void What_is_no_script_is_told_as_what_it_is(string script, string message) => Refused(script).ShouldBe(message);

    [Fact]
    public void Every_word_is_read_with_all_that_it_knows()
    {
        var script = Script.Read("""
            [{"at": "PT1H", "complete": {"task": "t", "by": "ann", "with": {}, "outcome": "o"}, "work": [{"job": "j", "deny": "no"}, {"job": "j", "correct": {"assignee": "", "candidateGroups": ["g"], "candidateUsers": [], "priority": 3}}]},
             {"at": "PT1H", "fail": {"job": "j", "retries": 0, "message": "m"}, "throw": {"task": "t", "code": "E", "message": "m", "with": {}}, "answer": {"operation": "o", "with": {}}, "send": {"message": "m", "key": "k", "with": {}, "taken": false}},
             {"signal": ["s", {"name": "s", "with": {}, "taken": false}], "set": {"a": 1}, "choose": {"subprocess": "s", "activities": ["a"]}, "resolve": {"element": "e", "with": {}}, "cancel": null},
             {"modify": {"activate": ["a", {"element": "b", "with": {}}], "end": ["c"], "reason": "r"}, "migrate": {"version": 2, "elements": {"a": "b"}, "flows": {}, "reason": "r"}, "suspend": {"reason": "r"}, "resume": {}},
             {"expect": {"open": [], "has": "a", "jobs": [], "calls": [], "incidents": [], "rungs": [], "targets": {"a": 1.5}, "bands": [], "plan": [], "planned": [], "status": "Active", "variables": {}}}]
            """);
        script.Steps.Select(step => step.Acts.Count).ShouldBe([3, 4, 6, 4, 0]);
    }

    private static string Refused(string script) => Should.Throw<RehearsalException>(() => Script.Read(script)).Message;
}
