/** The names of all commands that virsh 9.0 has, so that one which is not there yet is told from one that is none. */

const NAMES = `
  backup-begin backup-dumpxml checkpoint-create checkpoint-create-as checkpoint-delete
  checkpoint-dumpxml checkpoint-edit checkpoint-info checkpoint-list checkpoint-parent attach-device
  attach-disk attach-interface autostart blkdeviotune blkiotune blockcommit blockcopy blockjob
  blockpull blockresize change-media console cpu-stats create define desc destroy detach-device
  detach-device-alias detach-disk detach-interface dom-fd-associate domblkthreshold domdirtyrate-calc
  domdisplay domfsfreeze domfsinfo domfsthaw domfstrim domhostname domid domif-setlink domiftune
  domjobabort domjobinfo domlaunchsecinfo domname dompmsuspend dompmwakeup domrename
  domsetlaunchsecstate domuuid domxml-from-native domxml-to-native dump dumpxml edit emulatorpin
  get-user-sshkeys guest-agent-timeout guestinfo guestvcpus inject-nmi iothreadadd iothreaddel
  iothreadinfo iothreadpin iothreadset lxc-enter-namespace managedsave managedsave-define
  managedsave-dumpxml managedsave-edit managedsave-remove memtune metadata migrate migrate-compcache
  migrate-getmaxdowntime migrate-getspeed migrate-postcopy migrate-setmaxdowntime migrate-setspeed
  numatune perf qemu-agent-command qemu-attach qemu-monitor-command qemu-monitor-event reboot reset
  restore resume save save-image-define save-image-dumpxml save-image-edit schedinfo screenshot
  send-key send-process-signal set-lifecycle-action set-user-password set-user-sshkeys setmaxmem
  setmem setvcpu setvcpus shutdown start suspend ttyconsole undefine update-device
  update-memory-device vcpucount vcpuinfo vcpupin vncdisplay event nwfilter-binding-create
  nwfilter-binding-delete nwfilter-binding-dumpxml nwfilter-binding-list nwfilter-define
  nwfilter-dumpxml nwfilter-edit nwfilter-list nwfilter-undefine allocpages capabilities cpu-baseline
  cpu-compare cpu-models domcapabilities freecell freepages hostname hypervisor-cpu-baseline
  hypervisor-cpu-compare maxvcpus node-memory-tune nodecpumap nodecpustats nodeinfo nodememstats
  nodesevinfo nodesuspend sysinfo uri version iface-begin iface-bridge iface-commit iface-define
  iface-destroy iface-dumpxml iface-edit iface-list iface-mac iface-name iface-rollback iface-start
  iface-unbridge iface-undefine domblkerror domblkinfo domblklist domblkstat domcontrol domif-getlink
  domifaddr domiflist domifstat dominfo dommemstat domstate domstats domtime list net-autostart
  net-create net-define net-destroy net-dhcp-leases net-dumpxml net-edit net-event net-info net-list
  net-name net-port-create net-port-delete net-port-dumpxml net-port-list net-start net-undefine
  net-update net-uuid nodedev-autostart nodedev-create nodedev-define nodedev-destroy nodedev-detach
  nodedev-dumpxml nodedev-event nodedev-info nodedev-list nodedev-reattach nodedev-reset nodedev-start
  nodedev-undefine find-storage-pool-sources find-storage-pool-sources-as pool-autostart pool-build
  pool-capabilities pool-create pool-create-as pool-define pool-define-as pool-delete pool-destroy
  pool-dumpxml pool-edit pool-event pool-info pool-list pool-name pool-refresh pool-start
  pool-undefine pool-uuid secret-define secret-dumpxml secret-event secret-get-value secret-list
  secret-set-value secret-undefine snapshot-create snapshot-create-as snapshot-current snapshot-delete
  snapshot-dumpxml snapshot-edit snapshot-info snapshot-list snapshot-parent snapshot-revert cd
  connect echo exit help pwd quit vol-clone vol-create vol-create-as vol-create-from vol-delete
  vol-download vol-dumpxml vol-info vol-key vol-list vol-name vol-path vol-pool vol-resize vol-upload
  vol-wipe
`;

/** Whether the peer has a command of this name. */
export function isPeerCommand(name: string): boolean {
  return NAMES.split(/\s+/).includes(name) && name !== '';
}
