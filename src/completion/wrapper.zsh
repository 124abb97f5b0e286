# _ostk_complete PROGRAM: takes the line apart and offers what may stand at its end
_ostk_complete() {
  emulate -L zsh
  local -a found line names
  local program=${(Q)words[1]}
  local at= files= kind= prefix= glued=
  line=("${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}")
  _ostk_walk "$1" "${line[@]}"
  [[ -z $prefix ]] || compset -p ${#prefix}
  if [[ -n $kind ]]; then
    names=("${(@f)$("${program/#\~\//$HOME/}" __complete $kind "${line[@]}" 2>/dev/null </dev/null)}")
    found+=("${(@)names:#}")
  fi
  if [[ -n $glued ]]; then compadd -S '' -- "${found[@]}"; else compadd -- "${found[@]}"; fi
  [[ -z $files || ${#found} -gt 0 ]] || _files
}
