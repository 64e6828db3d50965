using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Shared;

namespace BlazorMedia.Web.Features.Streams.Wall;

/// <summary>What the page of walls works with.</summary>
internal sealed record WallPageServices(LiveStreams Streams, LiveTopics Topics, Walls Walls, Dialogs Dialogs, Toasts Toasts);
