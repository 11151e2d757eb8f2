using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Orderly.Connectors.Tests.Mllp.Peers;

/// <summary>The listener serves a sender that nobody here wrote: <c>mllp_send</c> of Debian's package python3-hl7.</summary>
public sealed class PythonSenderTests
{
    private const string Program = "/usr/bin/mllp_send";

    [Theory]
    [InlineData("\r", "")]
    [InlineData("\r\n", "--loose")]
    public async Task Messages_of_a_file_are_stored_in_order_and_answered(string lineEnd, string option)
    {
        File.Exists(Program).ShouldBeTrue("Expected mllp_send, but it is not there: apt-get install python3-hl7");
        await using var fixture = ListenerFixture.Start();
        var file = Path.GetTempFileName();
        var ids = Enumerable.Range(1, 5).Select(n => $"PY-{n}").ToArray();
        var messages = ids.Select(id => MllpPeer.Adt(id).Replace("\r", lineEnd, StringComparison.Ordinal));

        // Without --loose the program sends frames as they stand in its file.
        File.WriteAllBytes(file, option.Length == 0
            ? [.. messages.SelectMany(MllpPeer.Framed)]
            : Encoding.ASCII.GetBytes(string.Concat(messages)));
        var (code, output) = await RunAsync(["--port", fixture.Listener.EndPoint.Port.ToString(CultureInfo.InvariantCulture), "--file", file, .. option.Length == 0 ? Array.Empty<string>() : [option], "127.0.0.1"]);
        File.Delete(file);

        code.ShouldBe(0, output);
        fixture.Acceptance.Stored.Select(message => message.ControlId).ShouldBe(ids);
        foreach (var id in ids)
            output.ShouldContain($"MSA|AA|{id}");
    }

    private static async Task<(int Code, string Output)> RunAsync(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }
}
