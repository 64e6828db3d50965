using System.Text.Json.Serialization;
using BlazorMedia.Domain.Accounts;

namespace BlazorMedia.Web.Features.Accounts.Audit;

/// <summary>One line: who did what, from where.</summary>
/// <param name="ActorKind"><c>System</c>, <c>Nobody</c>, <c>Person</c>, <c>Key</c>, <c>AppToken</c> or <c>Console</c>.</param>
/// <param name="Allowed">False: it was tried and refused.</param>
public sealed record AuditDto(
    Guid Id, DateTimeOffset At, [property: JsonConverter(typeof(JsonStringEnumConverter<ActorKind>))] ActorKind ActorKind, string? ActorId, string ActorName, string? Address, string Action, string Subject, string? Details, bool Allowed)
{
    internal static AuditDto From(AuditEntry entry) => new(
        entry.Id, entry.At, entry.ActorKind, entry.ActorId, entry.ActorName, entry.Address, entry.Action, entry.Subject, entry.Details, entry.Allowed);
}

/// <param name="NextCursor">For the next page; null on the last.</param>
public sealed record AuditPageDto(IReadOnlyList<AuditDto> Items, string? NextCursor);
