using System.Globalization;
using System.Text;
using System.Text.Json;
using BlazorMedia.Web.Platform.Security;

namespace BlazorMedia.Web.Features.Accounts.Audit;

/// <summary>Writes the lines out as they are read, for a spreadsheet or for a program.</summary>
internal sealed class AuditExport(ListAudit list, AuditTrail audit)
{
    public const string Csv = "csv";
    public const string JsonLines = "jsonl";

    private const string Heading = "at,actor_kind,actor_id,actor_name,address,action,subject,details,allowed\r\n";

    /// <param name="format"><see cref="Csv"/> or <see cref="JsonLines"/>.</param>
    public async Task WriteAsync(Stream target, AuditFilter filter, string format, CancellationToken ct)
    {
        // Before it is written: who has seen a part of it has seen it.
        await audit.RecordAsync("accounts.audit_exported", format, Described(filter), ct: ct);
        // The mark at the beginning is what tells a spreadsheet that this is UTF-8.
        await using var writer = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: format == Csv), leaveOpen: true);
        if (format == Csv) await writer.WriteAsync(Heading.AsMemory(), ct);
        await foreach (var line in list.AllAsync(filter, ct))
            await writer.WriteAsync((format == Csv ? Row(line) : JsonSerializer.Serialize(line, JsonSerializerOptions.Web) + "\n").AsMemory(), ct);
    }

    internal static string Row(AuditDto line) => string.Join(',', ((string?[])[
        line.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture), line.ActorKind.ToString(), line.ActorId, line.ActorName, line.Address,
        line.Action, line.Subject, line.Details, line.Allowed ? "yes" : "no"]).Select(Cell)) + "\r\n";

    // A spreadsheet takes a cell that begins like a formula for one, and anybody can put such a text into a line, by a sign-in that fails.
    private static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r') text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string? Described(AuditFilter filter)
    {
        List<string> parts = [];
        if (filter.Who is not null) parts.Add($"who: {filter.Who}");
        if (filter.Action is not null) parts.Add($"action: {filter.Action}");
        if (filter.Text is not null) parts.Add($"text: {filter.Text}");
        if (filter.From is { } from) parts.Add($"from: {from:u}");
        if (filter.To is { } to) parts.Add($"to: {to:u}");
        if (filter.Refused) parts.Add("refusals only");
        return parts.Count == 0 ? null : string.Join('\n', parts);
    }
}
