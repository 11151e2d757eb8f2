using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Orderly.Cli;
using Orderly.Formats.Mllp;
using Orderly.Verbs;

namespace Orderly.Tests.Verbs;

[Collection(nameof(OneConsole))]
public sealed class Hl7VerbTests
{
    [Fact]
    public void Check_ends_well_for_readable_messages_and_badly_for_one_that_is_none()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        File.WriteAllBytes(Path.Combine(folder, "good.hl7"), Encoding.ASCII.GetBytes("MSH|^~\\&|A|B|C|D|20260609||ADT^A01|1|P|2.5\rPID|1\r"));
        Hl7Verb.Create().Parse(["check", folder]).Invoke().ShouldBe(ExitCode.Done);

        File.WriteAllBytes(Path.Combine(folder, "bad.hl7"), "PID|1\r"u8.ToArray());
        Hl7Verb.Create().Parse(["check", folder]).Invoke().ShouldBe(ExitCode.Failed);

        Hl7Verb.Create().Parse(["check", Path.Combine(folder, "none")]).Invoke().ShouldBe(ExitCode.NotFound);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("AA", ExitCode.Done, 2)]
    [InlineData("AR", ExitCode.Failed, 2)]
    [InlineData("", ExitCode.Unreachable, 1)] // no answer: what follows must not overtake
    public async Task Send_tells_by_its_end_whether_all_were_accepted(string code, int expected, int received)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "MSH|^~\\&|A|B|C|D|20260609||ADT^A01|S-1|P|2.5\rPID|1\rMSH|^~\\&|A|B|C|D|20260609||ADT^A01|S-2|P|2.5\rPID|1\r", TestContext.Current.CancellationToken);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = AnswerAsync(listener, code);

        var result = await Hl7Verb.Create().Parse(["send", file, "--to", $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)}"]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);

        result.ShouldBe(expected);
        (await serving).ShouldBe(received);
        File.Delete(file);
    }

    [Theory]
    [InlineData("--to", "nowhere")]
    [InlineData("--to", "127.0.0.1:0")]
    [InlineData("--to", "127.0.0.1:1", "--timeout", "0")]
    [InlineData("--to", "127.0.0.1:1", "--certificate", "a.pem", "--key", "a.key")]
    public void Send_refuses_what_cannot_be_meant(params string[] arguments) =>
        Hl7Verb.Create().Parse(["send", "none.hl7", .. arguments]).Invoke().ShouldBe(ExitCode.Usage);

    /// <summary>Answers one connection's messages with the code, or closes at the first; gives their number.</summary>
    private static async Task<int> AnswerAsync(TcpListener listener, string code)
    {
        using var peer = await listener.AcceptTcpClientAsync();
        var decoder = new MllpDecoder();
        var chunk = new byte[4_096];
        var received = 0;
        int count;
        while ((count = await peer.GetStream().ReadAsync(chunk)) > 0)
        {
            if (Decode(decoder, chunk.AsSpan(0, count)) is not { } message) continue;
            received++;
            if (code.Length == 0) return received;
            var id = Encoding.ASCII.GetString(message.Bytes.Span).Split('|')[9];
            await peer.GetStream().WriteAsync(MllpFraming.Wrap(Encoding.ASCII.GetBytes($"MSH|^~\\&|C|D|A|B|20260609||ACK|{id}|P|2.5\rMSA|{code}|{id}\r")));
        }

        return received;
    }

    private static MllpFrame? Decode(MllpDecoder decoder, ReadOnlySpan<byte> received) => decoder.TryRead(ref received, out var frame) ? frame : null;
}
