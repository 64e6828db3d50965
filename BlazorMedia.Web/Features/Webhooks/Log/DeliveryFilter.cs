using BlazorMedia.Web.Platform.Paging;
using System.Globalization;
using BlazorMedia.Domain.Common;

namespace BlazorMedia.Web.Features.Webhooks.Log;

/// <summary>The query string of the list. Texts, so that a wrong one gets our refusal and not the framework's.</summary>
/// <param name="Endpoint">Id of an endpoint.</param>
/// <param name="Type">Key of the catalogue.</param>
/// <param name="State">waiting, held, succeeded or failed.</param>
/// <param name="From">Events made at or after this instant (ISO 8601, UTC without an offset).</param>
/// <param name="To">Events made before this instant.</param>
/// <param name="Text">A webhook-id, or a part of the body.</param>
/// <param name="Cursor">Of the page before.</param>
/// <param name="Limit">1 to 200.</param>
public sealed record DeliveryFilter(
    string? Endpoint = null, string? Type = null, string? State = null, string? From = null, string? To = null, string? Text = null, string? Cursor = null, string? Limit = null)
{
    internal const int DefaultLimit = 50;
    internal const int MaxLimit = 200;

    internal static readonly string[] States = ["waiting", "held", "succeeded", "failed"];

    private static readonly Refusal EndpointInvalid = Invalid("endpoint_invalid", "The endpoint is named by its id.", "endpoint");
    private static readonly Refusal StateInvalid = Invalid("state_invalid", "The state is waiting, held, succeeded or failed.", "state");
    private static readonly Refusal FromInvalid = Invalid("from_invalid", "An instant looks like 2026-11-20T12:00:00Z.", "from");
    private static readonly Refusal ToInvalid = Invalid("to_invalid", "An instant looks like 2026-11-20T12:00:00Z.", "to");
    private static readonly Refusal CursorInvalid = Invalid("cursor_invalid", "This cursor is not of this server. Begin anew without it.", "cursor");
    private static readonly Refusal LimitInvalid = Invalid("limit_invalid", $"The limit is a number from 1 to {MaxLimit}.", "limit");

    /// <summary>All mistakes at once.</summary>
    internal Result<DeliveryQuestion> Read()
    {
        var mistakes = new List<Refusal>();
        var question = new DeliveryQuestion(
            Parse<Guid>(Endpoint, t => Guid.TryParse(t, out var id) ? id : null, EndpointInvalid, mistakes), Blank(Type), Blank(State),
            Parse<DateTimeOffset>(From, Instant, FromInvalid, mistakes), Parse<DateTimeOffset>(To, Instant, ToInvalid, mistakes), Blank(Text),
            Parse(Cursor, RowCursor.Parse, CursorInvalid, mistakes),
            Parse<int>(Limit, t => int.TryParse(t, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit ? limit : null, LimitInvalid, mistakes) ?? DefaultLimit);
        if (question.State is { } state && !States.Contains(state)) mistakes.Add(StateInvalid);
        return mistakes.Count > 0 ? mistakes : question;
    }

    internal static DateTimeOffset? Instant(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant : null;

    private static T? Parse<T>(string? text, Func<string, T?> read, Refusal refusal, List<Refusal> mistakes)
        where T : struct
    {
        if (Blank(text) is not { } given) return null;
        var value = read(given);
        if (value is null) mistakes.Add(refusal);
        return value;
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static Refusal Invalid(string code, string message, string field) => new(RefusalKind.Invalid, "webhooks." + code, message, field);
}

/// <summary>A filter that was understood.</summary>
internal sealed record DeliveryQuestion(Guid? Endpoint, string? Type, string? State, DateTimeOffset? From, DateTimeOffset? To, string? Text, RowCursor? Cursor, int Limit);
