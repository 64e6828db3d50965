namespace BlazorMedia.Web.Features.Streams.Smart.Pages;

/// <summary>What the tab asks and does.</summary>
internal sealed record TriggerTools(TriggerBoard Board, TriggerDesk Desk, SaveTrigger Save);
