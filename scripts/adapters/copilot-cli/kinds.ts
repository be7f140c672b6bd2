const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Kinds of event that hold nothing a person asked for and nothing that was done. Most are only sent to a screen, but earlier releases wrote some of them. */
export const QUIET_KINDS: ReadonlySet<string> = words(
  `session.resume session.model_change session.model_deselected session.mode_changed session.mode_notice_delivered session.info session.warning
  session.truncation session.compaction_start session.compaction_complete session.shutdown session.plan_changed session.context_changed session.handoff
  session.import_legacy session.task_complete session.usage_record session.usage_checkpoint session.usage_info session.idle session.title_changed
  session.auto_mode_resolved session.autopilot_objective_changed session.autopilot_stopped session.background_tasks_changed session.binary_asset
  session.canvas.recorded session.canvas.removed session.completion_receipt session.fusion_change_checkpoint session.fusion_commit_started
  session.fusion_completed session.fusion_handoff session.fusion_resolved session.fusion_route_failed session.permission_recovery
  session.permissions_changed session.remote_steerable_changed session.request_body_compression_disabled session.schedule_cancelled
  session.schedule_created session.schedule_rearmed session.session_limits_changed session.snapshot_rewind session.todos_changed session.tools_updated
  session.workspace_file_changed session.skills_loaded session.mcp_servers_loaded session.mcp_server_status_changed session.custom_agents_updated
  session.extensions_loaded session.memory_changed
  assistant.turn_start assistant.turn_end assistant.turn_retry assistant.intent assistant.reasoning assistant.reasoning_delta assistant.message_start
  assistant.message_delta assistant.streaming_delta assistant.tool_call_delta assistant.usage assistant.idle assistant.fusion_phase_started
  assistant.fusion_phase_activity assistant.fusion_phase_completed assistant.fusion_phase_failed
  tool.execution_partial_result tool.execution_progress tool.shell_output tool_search.activated
  hook.start hook.end hook.progress human_response.recorded mcp.oauth_recovery_completed mcp.oauth_required mcp.oauth_completed
  permission.requested permission.completed permission.assentDetected permission.carriedForward permission.contextualAuthorization
  permission.messageAuthorization permission.messageAuthorizationDegraded permission.messageAuthorizationRead
  skill.context_delivered skill.context_delivered_ref skill.invoked_ref
  subagent.selected subagent.deselected subagent.started subagent.completed subagent.configured subagent.failed
  external_tool.requested external_tool.completed user_input.requested user_input.completed elicitation.requested elicitation.completed
  exit_plan_mode.requested exit_plan_mode.completed command.queued command.execute command.completed commands.changed pending_messages.modified
  system.message`,
);

/** Kinds that are read. */
export const READ_KINDS: ReadonlySet<string> = words(
  `session.start session.error session.context_cleared user.message assistant.message tool.execution_start tool.execution_complete
  tool.user_requested skill.invoked system.notification abort`,
);
