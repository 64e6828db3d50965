using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Shared;

namespace BlazorMedia.Web.Features.Recordings.Snapshots.Pages;

/// <summary>What the gallery looks at and does besides its rows.</summary>
internal sealed record SnapshotsPageServices(LiveStreams Streams, LiveTopics Topics, DeleteSnapshot Delete, Dialogs Dialogs, Toasts Toasts);
