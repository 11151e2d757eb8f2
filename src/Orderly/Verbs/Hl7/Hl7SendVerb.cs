using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Orderly.Cli;
using Orderly.Connectors.Mllp;
using Orderly.Formats.Hl7.V2;

namespace Orderly.Verbs;

/// <summary>
/// <c>orderly hl7 send</c>: sends messages over MLLP, one after the other, and says what became of each. It stops at the first
/// whose outcome is unknown or that did not leave, so that a later message never overtakes one that may have to be sent again.
/// </summary>
internal static class Hl7SendVerb
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("path") { Description = "files or folders of messages (single, several, batch or MLLP); '-' reads standard input", Arity = ArgumentArity.OneOrMore };
        var to = new Option<string>("--to") { Description = "host:port of the receiver, [::1]:2575 for IPv6", Required = true };
        var timeout = new Option<double>("--timeout") { Description = "seconds for one message, connection and answer together", DefaultValueFactory = _ => 10 };
        var application = new Option<double?>("--application-timeout") { Description = "seconds to wait for the application answer after a commit answer; left out = do not wait" };
        var attempts = new Option<int>("--attempts") { Description = "how often one message is sent until its outcome is known; a receiver that does not know a resend acts twice", DefaultValueFactory = _ => 1 };
        var tls = new TlsOptions();
        var json = CommonOptions.Json();
        var command = new Command("send", "Send messages over MLLP and wait for each acknowledgement.\nExample: orderly hl7 send discharge.hl7 --to 127.0.0.1:2575")
        {
            paths, to, timeout, application, attempts, tls.Use, tls.Authority, tls.Certificate, tls.Key, tls.ServerName, json,
        };
        command.SetAction((parsed, cancellation) => Failures.Told(async () =>
        {
            if (parsed.GetValue(timeout) is not (> 0 and <= 3_600) || parsed.GetValue(application) is <= 0 or > 3_600 || parsed.GetValue(attempts) is < 1 or > 100)
                return Refuse("Expected time-outs from above 0 to 3600 seconds and 1 to 100 attempts, but one is outside.");
            if (!TrySplit(parsed.GetRequiredValue(to), out var host, out var port))
                return Refuse($"Expected --to as host:port, but it is '{parsed.GetValue(to)}'.");
            if (!tls.TryRead(parsed, out var secured)) return ExitCode.Usage;
            if (Hl7Verb.FindFiles(parsed.GetRequiredValue(paths)) is not { } files) return ExitCode.NotFound;
            var options = new MllpClientOptions
            {
                Host = host,
                Port = port,
                Timeout = TimeSpan.FromSeconds(parsed.GetValue(timeout)),
                ApplicationTimeout = parsed.GetValue(application) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                Tls = secured,
                ServerName = parsed.GetValue(tls.ServerName),
            };
            return await Run(files, options, parsed.GetValue(attempts), parsed.GetValue(json), cancellation);
        }));
        return command;
    }

    private static int Refuse(string text)
    {
        Terminal.Complain(text);
        return ExitCode.Usage;
    }

    private static bool TrySplit(string to, out string host, out int port)
    {
        var colon = to.LastIndexOf(':');
        host = colon < 0 ? "" : to[..colon].Trim('[', ']');
        port = 0;
        return host.Length > 0 && int.TryParse(to.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= 65_535;
    }

    private static async Task<int> Run(List<string> files, MllpClientOptions options, int attempts, bool json, CancellationToken cancellation)
    {
        await using var client = new MllpClient(options, TimeProvider.System);
        client.CertificatesUnreadable += failure => Terminal.Complain(failure.Message);
        int sent = 0, accepted = 0;
        foreach (var file in files)
        {
            var number = 0;
            var messages = Hl7Check.MessagesOf(Hl7Verb.Read(file));
            if (messages.Count == 0) Terminal.Complain($"Expected HL7 v2 messages, each beginning with MSH, in {file}, but there is none; 'orderly hl7 check {file}' says what was read.");
            foreach (var message in messages)
            {
                var started = Stopwatch.GetTimestamp();
                var result = await Attempt(client, message, attempts, cancellation);
                sent++;
                Tell(new Sent(file, ++number, ControlIdOf(message), result, Stopwatch.GetElapsedTime(started)), json);
                if (result is SendResult.Answered { IsAccepted: true } or SendResult.Unawaited) accepted++;
                if (result is SendResult.NotSent { IsFinal: false } or SendResult.Unknown)
                {
                    Terminal.Complain($"Stopped at {file}#{number}: {accepted} of {sent} messages were accepted, the rest was not sent.");
                    return ExitCode.Unreachable;
                }
            }
        }

        Terminal.Say($"{accepted} of {sent} messages were accepted.");
        return sent > 0 && accepted == sent ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>The same bytes again while the outcome is open: a receiver that knows a resend by MSH-10 acts once.</summary>
    private static async Task<SendResult> Attempt(MllpClient client, ReadOnlyMemory<byte> message, int attempts, CancellationToken cancellation)
    {
        while (true)
        {
            var result = await client.SendAsync(message, cancellation);
            if (--attempts <= 0 || result is not (SendResult.Unknown or SendResult.NotSent { IsFinal: false })) return result;
        }
    }

    private static void Tell(Sent sent, bool json)
    {
        var (word, reason) = sent.Result switch
        {
            SendResult.Answered { Application: { } application } answered => ($"{answered.Code} {application}", ""),
            SendResult.Answered answered => ($"{answered.Code}", ""),
            SendResult.Unawaited => ("unawaited", "the message asks for no answer"),
            SendResult.NotSent failure => ("not sent", failure.Reason),
            SendResult.Unknown failure => ("unknown", failure.Reason),
            _ => throw new InvalidOperationException($"Expected a known result, but it is {sent.Result}."),
        };
        var milliseconds = Math.Round(sent.Took.TotalMilliseconds, 1);
        if (json) Terminal.Data(new { file = sent.File, sent.Number, controlId = sent.ControlId, result = word, reason, milliseconds });
        else Terminal.Data(string.Create(CultureInfo.InvariantCulture, $"{word,-10} {sent.File}#{sent.Number} id {sent.ControlId} {milliseconds} ms {reason}").TrimEnd());
    }

    private static string ControlIdOf(ReadOnlyMemory<byte> message) => MessageHeader.TryRead(message, out var header, out _) ? header.ControlId : "";

    private sealed record Sent(string File, int Number, string ControlId, SendResult Result, TimeSpan Took);

    private sealed class TlsOptions
    {
        public Option<bool> Use { get; } = new("--tls") { Description = "TLS 1.2 or later" };

        public Option<string?> Authority { get; } = new("--authority") { Description = "PEM file of the authority that issued the receiver's certificate; left out = the machine's trust store" };

        public Option<string?> Certificate { get; } = new("--certificate") { Description = "PEM file of the certificate to show, with --key" };

        public Option<string?> Key { get; } = new("--key") { Description = "PEM file of its key" };

        public Option<string?> ServerName { get; } = new("--server-name") { Description = "the name the receiver's certificate must carry; left out = the host" };

        /// <summary>Null without --tls; false, after a complaint, when the files cannot be used.</summary>
        public bool TryRead(ParseResult parsed, out MllpTls? tls)
        {
            tls = null;
            var (certificate, key) = (parsed.GetValue(Certificate), parsed.GetValue(Key));
            if (!parsed.GetValue(Use) && (certificate ?? key ?? parsed.GetValue(Authority)) is not null)
                return Complain("Expected --tls with --authority, --certificate or --key, but it is missing.");
            if (certificate is null != key is null)
                return Complain("Expected --certificate and --key together, but one of them is missing.");
            try
            {
                if (parsed.GetValue(Use)) tls = MllpTls.FromFiles(certificate, key, parsed.GetValue(Authority));
                return true;
            }
            catch (CryptographicException unreadable)
            {
                return Complain($"Expected readable PEM files, but {unreadable.Message}");
            }
        }

        private static bool Complain(string text)
        {
            Terminal.Complain(text);
            return false;
        }
    }
}
