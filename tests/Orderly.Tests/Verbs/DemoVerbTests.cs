using Orderly.Verbs;

namespace Orderly.Tests.Verbs;

public sealed class DemoVerbTests
{
    [Theory]
    [InlineData("--rate fast", "Cannot parse argument 'fast' for option '--rate'")]
    [InlineData("--rate 0", "Expected --rate from 1 to 3600.")]
    [InlineData("--listen 5393", "Expected --listen to be an address such as http://127.0.0.1:5080, but it is '5393'.")]
    [InlineData("--listen http://10.1.2.3:5080", "Expected --listen on this machine alone")]
    [InlineData("--leave-alone farmacist", "Expected --leave-alone one of the roles")]
    [InlineData("--leave-alone pharmacist@9Z", "Expected --leave-alone pharmacist at one of the units")]
    [InlineData("--leave-alone pharmacist@", "Expected --leave-alone ROLE or ROLE@UNIT")]
    public void Option_that_is_not_right_is_told_once_and_ends_nothing_with_a_stack_trace(string options, string words)
    {
        var errors = DemoVerb.Create().Parse(options).Errors;

        errors.ShouldHaveSingleItem().Message.ShouldStartWith(words);
    }

    [Theory]
    [InlineData("--leave-alone pharmacist --leave-alone bedside-nurse@5W")]
    [InlineData("--rate 10 --listen http://127.0.0.1:5391 --mllp-port 0")]
    public void Options_that_are_right_are_taken(string options) => DemoVerb.Create().Parse(options).Errors.ShouldBeEmpty();
}
